import { parseArgs } from 'node:util';
import { normalisePosting, RULES_VERSION } from '../normalise/posting.js';
import { withStore } from './with-store.js';
import type { Command } from './command.js';

const BATCH = 500;

export const renormaliseCommand: Command = {
  name: 'renormalise',
  usage: 'renormalise [--apply]',
  summary: 'derives everything again by the present rules and prints what changes, level by level; --apply writes it',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { apply: { type: 'boolean', default: false } } });
    return withStore(async (store) => {
      const moves = new Map<string, number>();
      let [read, changed, afterId] = [0, 0, 0];
      for (;;) {
        const rows = await store.postingsToRenormalise(RULES_VERSION, afterId, BATCH);
        if (rows.length === 0) break;
        const again = rows.map((row) => {
          const { derived, descriptionText } = normalisePosting(row.raw, { company: row.company, companyIndustry: row.derived.industry });
          if (derived.level !== row.derived.level || derived.isBackend !== row.derived.isBackend) {
            const move =
              derived.isBackend === row.derived.isBackend
                ? `${row.derived.level} → ${derived.level}`
                : `backend ${row.derived.isBackend} → ${derived.isBackend}`;
            moves.set(move, (moves.get(move) ?? 0) + 1);
            changed += 1;
          }
          return { id: row.id, derived, text: { description: row.raw.description, descriptionText } };
        });
        read += rows.length;
        afterId = rows.at(-1)?.id ?? afterId;
        // Each batch commits by itself: an interrupted run goes on where it stopped, since done rows carry the new version.
        if (values.apply) await store.applyRenormalised(again, new Date());
      }
      for (const [move, count] of [...moves].sort((a, b) => b[1] - a[1])) process.stdout.write(`${String(count).padStart(7)}  ${move}\n`);
      process.stdout.write(
        `${read} postings of older rules, ${changed} read differently by ${RULES_VERSION}${values.apply ? ', written' : '; --apply writes it'}.\n`,
      );
      return 0;
    });
  },
};
