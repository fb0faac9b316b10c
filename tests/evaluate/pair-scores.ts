import { readFileSync } from 'node:fs';
import { normalisePosting } from '#src/normalise/posting';
import { sameOpening, type OpeningFacts } from '#src/normalise/same-opening';
import { recogniseBoard } from '#scrapers/index';
import { linkKeysOf, companyOfSlug } from '#jobs/interpret-row';
import { placeKeysOf } from '#db/store/stored-posting';
import { corpusKeyOf, type CorpusPosting } from './corpus-postings.js';
import { shareOf, type Share } from './title-scores.js';

/** Two postings and whether a reader found them to be one opening. */
export interface PairLabel {
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
  /** What makes the pair hard: `level`, `team`, `city`, `template`, `repost` … */
  readonly trap: string;
  /** Drawn by a hash of the employer: rules may be mended on `dev` alone. */
  readonly half: 'dev' | 'locked';
}

export function readPairLabels(path: string): PairLabel[] {
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [aSource = '', aBoard = '', aId = '', bSource = '', bBoard = '', bId = '', label, trap = '', half] = line.split('\t');
    return {
      a: corpusKeyOf(aSource, aBoard, aId),
      b: corpusKeyOf(bSource, bBoard, bId),
      same: label === 'same',
      trap,
      half: half === 'locked' ? 'locked' : 'dev',
    };
  });
}

const recognise = (url: string) => {
  const found = recogniseBoard(url);
  return found === null || 'refused' in found ? null : found;
};

/** What the product would know of a posting when it links it. */
export function openingFactsOf({ source, board, raw, platform, seenFrom, goneAfter }: CorpusPosting): OpeningFacts {
  const company = raw.company ?? companyOfSlug(board);
  const { derived, descriptionText } = normalisePosting(raw, { company, companyIndustry: null });
  const keys = linkKeysOf(raw, company, descriptionText, {
    source: { id: source, platform },
    board: { slug: board, company: null },
    recognise,
  });
  return {
    ...keys,
    source,
    boardId: boardIdOf(`${source} ${board}`),
    ownBoard: platform,
    externalId: raw.externalId,
    level: derived.level,
    rung: derived.rung,
    places: placeKeysOf(derived),
    remote: derived.workplace === 'remote',
    firstSeenAt: new Date(seenFrom ?? raw.postedAt ?? 0),
    closedAt: goneAfter === null ? null : new Date(goneAfter),
  };
}

const boards = new Map<string, number>();
function boardIdOf(name: string): number {
  const id = boards.get(name) ?? boards.size + 1;
  boards.set(name, id);
  return id;
}

export interface PairScores {
  readonly pairs: number;
  readonly precision: Share;
  readonly recall: Share;
}

export interface JudgedPair {
  readonly label: PairLabel;
  readonly because: string | null;
  readonly a: OpeningFacts;
  readonly b: OpeningFacts;
}

/** The rule's verdict on every pair whose postings the corpus holds. */
export function judgePairs(labels: readonly PairLabel[], corpus: ReadonlyMap<string, CorpusPosting>): JudgedPair[] {
  const known = new Map<string, OpeningFacts>();
  const factsOf = (key: string): OpeningFacts | null => {
    const posting = corpus.get(key);
    if (posting === undefined) return null;
    const facts = known.get(key) ?? openingFactsOf(posting);
    known.set(key, facts);
    return facts;
  };
  return labels.flatMap((label) => {
    const [a, b] = [factsOf(label.a), factsOf(label.b)];
    return a === null || b === null ? [] : [{ label, because: sameOpening(a, b), a, b }];
  });
}

export function scorePairs(judged: readonly JudgedPair[]): PairScores {
  const joined = judged.filter((pair) => pair.because !== null);
  const same = judged.filter((pair) => pair.label.same);
  const right = joined.filter((pair) => pair.label.same);
  return { pairs: judged.length, precision: shareOf(right.length, joined.length), recall: shareOf(right.length, same.length) };
}
