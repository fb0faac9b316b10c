import { inventPostings, type InventedPosting } from '#src/demo/invent-postings';
import { createRandom, type Random } from '#src/demo/random';
import { BENEFITS, DUTIES, TEAMS } from '#src/demo/invented-words';

export interface InventedBoard {
  readonly slug: string;
  readonly company: string;
  /** Rows as the platform gives them. */
  readonly jobs: readonly InventedJob[];
}

export type InventedJob = Readonly<Record<string, unknown>> & { readonly id: number; readonly title: string; readonly content: string };

const escaped = (html: string): string =>
  html.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const wordsOnly = (html: string): number => html.replaceAll(/<[^<>]*>/g, '').length;

const OPENINGS = [
  'You will',
  'Together with the team you',
  'From the first week on you',
  'Day by day you',
  'With your colleagues you',
] as const;
const CLOSINGS = [
  'and you say early when a plan does not hold.',
  'with tests that others can read a year later.',
  'and write down what was decided, and why.',
  'while an incident is somebody’s turn and nobody’s fault.',
  'so that the next release is a dull affair.',
] as const;

/** Further sections, until the description has that many characters of text; every posting's differ. */
function lengthened(html: string, textLength: number, random: Random): string {
  const parts = [html];
  let length = wordsOnly(html);
  while (length < textLength) {
    const lines = Array.from({ length: 5 }, () => {
      const duty = random.pick(DUTIES);
      return `<li><strong>${random.pick(TEAMS)}</strong> &ndash; ${random.pick(OPENINGS)} ${duty.toLowerCase()} ${random.pick(CLOSINGS)}</li>`;
    });
    const part = `<h3>${random.pick(TEAMS)} &amp; ${random.pick(TEAMS)}</h3>\n<ul>${lines.join('\n')}</ul>\n<p style="margin:0">${random.pick(BENEFITS)}.&nbsp;${random.pick(OPENINGS)} ${random.pick(DUTIES).toLowerCase()}.</p>`;
    length += wordsOnly(part);
    parts.push(part);
  }
  return parts.join('\n');
}

const jobOf = ({ company, raw, firstSeenAt }: InventedPosting, id: number, companyName: string, description: string): InventedJob => ({
  id,
  internal_job_id: id + 1_000_000,
  title: raw.title,
  company_name: companyName,
  language: 'en',
  location: { name: raw.locations[0] ?? '' },
  absolute_url: `https://job-boards.greenhouse.io/${company.slug}/jobs/${id}`,
  first_published: firstSeenAt.toISOString(),
  updated_at: firstSeenAt.toISOString(),
  metadata: [{ id: 1, name: 'Workplace Type', value: raw.workplace, value_type: 'single_select' }],
  content: escaped(description),
  departments: [{ id: 7, name: 'Engineering' }],
  offices: [{ id: 9, name: raw.locations[0] ?? '', location: raw.country }],
  ...(raw.salaries.length === 0
    ? {}
    : {
        pay_input_ranges: raw.salaries.map((pay) => ({
          min_cents: (pay.min ?? 0) * 100,
          max_cents: (pay.max ?? 0) * 100,
          currency_type: pay.currency,
          title: 'Annual salary',
          blurb: '',
        })),
      }),
});

export interface PageInvention {
  readonly seed: number;
  readonly boards: number;
  readonly postings: number;
  /** Characters of text that a description has at least. */
  readonly textLength: number;
  readonly until: Date;
}

/** Boards of one employer each, in the shape of a platform's answer. The same invention gives the same boards. */
export function* inventBoards({ seed, boards, postings, textLength, until }: PageInvention): Generator<InventedBoard> {
  const random = createRandom(seed + 1);
  const perBoard = Math.ceil(postings / boards);
  let id = 0;
  let jobs: InventedJob[] = [];
  let board = 0;
  for (const posting of inventPostings({ seed, postings, companies: 60, days: 300, until })) {
    id += 1;
    const company = `Invented Employer ${seed}-${board}`;
    jobs.push(jobOf(posting, id, company, lengthened(posting.raw.description ?? '', textLength, random)));
    if (jobs.length === perBoard || id === postings) {
      yield { slug: `invented-${seed}-${board}`, company, jobs };
      board += 1;
      jobs = [];
    }
  }
}

export const pageOf = (jobs: readonly InventedJob[]): string => JSON.stringify({ jobs, meta: { total: jobs.length } });
