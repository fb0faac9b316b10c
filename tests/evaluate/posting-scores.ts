import { readFileSync } from 'node:fs';
import { backendOfReading } from '#src/normalise/backend';
import type { Family } from '#src/normalise/backend-verdict';
import { readDescription, workScoreOf, type WorkScore } from '#src/normalise/description';
import { normalisePosting } from '#src/normalise/posting';
import { settledBy, type SettleThresholds } from '#src/normalise/settle';
import { readTitle } from '#src/normalise/title-words';
import { companyOfSlug } from '#jobs/interpret-row';
import { corpusKeyOf, type CorpusPosting } from './corpus-postings.js';
import { shareOf, type Share } from './title-scores.js';

export interface PostingReading {
  readonly backend: string;
  readonly level: string;
  /** Least years asked for; `-`: none stated. */
  readonly years: string;
  readonly workplace: string;
  readonly onCall: string;
}

/** What a reader found in a whole posting. */
export interface PostingLabel extends PostingReading {
  readonly key: string;
  /** By a hash of the employer: rules are tuned on one half and reported on the other. */
  readonly half: 'tune' | 'report';
  /** The same reader again, shuffled and without sight of the first labels; `null`: read once. */
  readonly second: PostingReading | null;
}

const readingOf = ([backend = '', level = '', years = '', workplace = '', onCall = '']: readonly string[]): PostingReading => ({
  backend,
  level,
  years,
  workplace,
  onCall,
});

export function readPostingLabels(path: string): PostingLabel[] {
  const [, ...lines] = readFileSync(path, 'utf8').replace(/\n$/, '').split('\n');
  return lines.map((line) => {
    const [source = '', board = '', id = '', ...cells] = line.split('\t');
    const second = cells[6] ?? '';
    return {
      key: corpusKeyOf(source, board, id),
      ...readingOf(cells),
      half: cells[5] === 'report' ? 'report' : 'tune',
      second: second === '' ? null : readingOf(second.split(' ')),
    };
  });
}

/** A labelled posting beside the product's reading of it. */
export interface ReadPosting {
  readonly label: PostingLabel;
  readonly title: string;
  readonly ours: PostingReading;
  /** What the title alone says, and the description's score: how a `maybe` is settled. */
  readonly named: string;
  readonly family: Family;
  readonly score: WorkScore | null;
}

export function readPostings(labels: readonly PostingLabel[], corpus: ReadonlyMap<string, CorpusPosting>): ReadPosting[] {
  return labels.flatMap((label) => {
    const posting = corpus.get(label.key);
    if (posting === undefined) return [];
    const { raw, board } = posting;
    const { derived, descriptionText } = normalisePosting(raw, { company: raw.company ?? companyOfSlug(board), companyIndustry: null });
    const named = backendOfReading(readTitle(raw.title));
    return [
      {
        label,
        title: raw.title,
        named: named.verdict,
        family: named.family,
        score: descriptionText === null ? null : workScoreOf(readDescription(descriptionText)),
        ours: {
          backend: derived.isBackend,
          level: derived.level,
          years: derived.yearsMin === null ? '-' : String(derived.yearsMin),
          workplace: derived.workplace ?? 'unknown',
          onCall: derived.tags.includes('on-call') ? 'yes' : 'no',
        },
      },
    ];
  });
}

export interface SettleScores {
  readonly open: number;
  /** Of the titles settled as backend, those that a reader calls backend. */
  readonly precision: Share;
  /** Of the titles settled as backend, those that a reader calls something else outright (not `maybe`). */
  readonly wrong: Share;
  /** Of the backend postings under open titles, those settled as such. */
  readonly recall: Share;
  /** Of the backend postings under open titles, those dropped as no. */
  readonly dropped: Share;
}

/** How well the description settles titles that leave it open, at these thresholds. */
export function scoreSettling(postings: readonly ReadPosting[], thresholds: SettleThresholds): SettleScores {
  const open = postings.flatMap(({ named, score, family, label }) =>
    named === 'maybe' && score !== null
      ? [{ settled: settledBy(score, family, thresholds), backend: label.backend === 'yes', none: label.backend === 'no' }]
      : [],
  );
  const taken = open.filter(({ settled }) => settled === 'yes');
  const backend = open.filter((posting) => posting.backend);
  return {
    open: open.length,
    precision: shareOf(taken.filter((posting) => posting.backend).length, taken.length),
    wrong: shareOf(taken.filter((posting) => posting.none).length, taken.length),
    recall: shareOf(taken.filter((posting) => posting.backend).length, backend.length),
    dropped: shareOf(backend.filter(({ settled }) => settled === 'no').length, backend.length),
  };
}

type Field = keyof PostingReading;

/** Share of pairs of readings that say the same in a field. */
export const agreement = (pairs: readonly (readonly [PostingReading, PostingReading])[], field: Field): Share =>
  shareOf(pairs.filter(([a, b]) => a[field] === b[field]).length, pairs.length);
