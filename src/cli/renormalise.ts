import { parseArgs } from 'node:util';
import { StartError } from '../domain/start-error.js';
import type { Derived } from '../domain/posting.js';
import { normalisePosting, rulesVersionOf } from '../normalise/posting.js';
import type { OperatorLadders } from '../normalise/override.js';
import type { Store } from '../store.js';
import { employerLevelsIn } from './employer-levels.js';
import { withStore } from './with-store.js';
import type { Command } from './command.js';

/** What of a reading a person wants to see move; one word or a few each. */
const WATCHED: readonly (readonly [what: string, of: (derived: Derived) => string])[] = [
  ['backend', (derived) => derived.isBackend],
  ['level', (derived) => (derived.levelBasis === 'default' ? `${derived.level} (assumed)` : derived.level)],
  ['title', (derived) => derived.canonicalTitle ?? 'none'],
  ['workplace', (derived) => derived.workplace ?? 'unknown'],
  ['industry', (derived) => derived.industry ?? 'unknown'],
  ['pay', (derived) => payOf(derived)],
];

function payOf({ salaries }: Derived): string {
  const [first] = salaries;
  if (first === undefined) return 'none';
  return `${first.currency ?? '?'} ${first.min ?? ''}–${first.max ?? ''} ${first.period ?? '?'}`;
}

/** Two amounts that differ are two moves of one kind; the amounts stand in the examples. */
const kindOf = (what: string, from: string, to: string): string =>
  what === 'pay'
    ? from === 'none'
      ? 'pay: none → some'
      : to === 'none'
        ? 'pay: some → none'
        : 'pay: other figures'
    : `${what}: ${from} → ${to}`;

const EXAMPLES = 3;

export interface Moves {
  readonly read: number;
  /** Postings of which something watched moved. */
  readonly changed: number;
  /** Most frequent first, with up to three titles. */
  readonly moves: readonly { readonly move: string; readonly count: number; readonly examples: readonly string[] }[];
}

/**
 * Reads every stored posting of other rules again, in id order and in batches. With `apply` each batch is written in a transaction of its
 * own, and a written row carries the new version: whatever ends the process, the next one goes on with the rows that are left.
 */
export async function renormalise(
  store: Pick<Store, 'postingsToRenormalise' | 'applyRenormalised'>,
  options: {
    readonly ladders: OperatorLadders;
    readonly apply: boolean;
    readonly batch: number;
    readonly now: () => Date;
    readonly progress: (read: number) => void;
  },
): Promise<Moves> {
  const { ladders, apply, batch, now, progress } = options;
  const version = rulesVersionOf(ladders);
  const moves = new Map<string, { count: number; examples: string[] }>();
  let [read, changed, afterId] = [0, 0, 0];
  for (;;) {
    const rows = await store.postingsToRenormalise(version, afterId, batch);
    if (rows.length === 0) break;
    const again = rows.map((row) => {
      const { derived, descriptionText } = normalisePosting(row.raw, { company: row.company, companyIndustry: row.boardIndustry, ladders });
      let moved = false;
      for (const [what, of] of WATCHED) {
        const [from, to] = [of(row.derived), of(derived)];
        if (from === to) continue;
        moved = true;
        const kind = kindOf(what, from, to);
        const known = moves.get(kind) ?? { count: 0, examples: [] };
        known.count += 1;
        if (known.examples.length < EXAMPLES) known.examples.push(what === 'pay' ? `${row.raw.title} (${from} → ${to})` : row.raw.title);
        moves.set(kind, known);
      }
      if (moved) changed += 1;
      return { id: row.id, derived, text: { description: row.raw.description, descriptionText } };
    });
    if (apply) await store.applyRenormalised(again, now());
    read += rows.length;
    afterId = rows.at(-1)?.id ?? afterId;
    progress(read);
  }
  return { read, changed, moves: [...moves].map(([move, rest]) => ({ move, ...rest })).sort((a, b) => b.count - a.count) };
}

export const renormaliseCommand: Command = {
  name: 'renormalise',
  usage: 'renormalise [--apply] [--batch 500]',
  summary: 'derives everything again by the present rules and prints what changes, level by level; --apply writes it',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { apply: { type: 'boolean', default: false }, batch: { type: 'string', default: '500' } },
    });
    const batch = Number(values.batch);
    if (!Number.isInteger(batch) || batch < 1 || batch > 5_000) throw new StartError('--batch: a number from 1 to 5000');
    return withStore(async (store, { env }) => {
      const ladders = employerLevelsIn(env.DATA_DIR);
      const { read, changed, moves } = await renormalise(store, {
        ladders,
        apply: values.apply,
        batch,
        now: () => new Date(),
        progress: (count) => process.stderr.write(`${count} read${values.apply ? ' and written' : ''}\n`),
      });
      for (const { move, count, examples } of moves)
        process.stdout.write(
          `${String(count).padStart(7)}  ${move}${examples.length === 0 ? '' : `   ${examples.map((title) => `«${title.trim()}»`).join(' ')}`}\n`,
        );
      process.stdout.write(
        `${read} postings of other rules, ${changed} read differently by ${rulesVersionOf(ladders)}${values.apply ? ', written' : '; --apply writes it'}.\n`,
      );
      return 0;
    });
  },
};
