import { parseArgs } from 'node:util';
import { sourceOf } from '#scrapers/index';
import { StartError } from '../domain/start-error.js';
import { withStore } from './with-store.js';
import type { Command } from './command.js';
import type { HeldRun } from '../store.js';

const USAGE = 'runs review [--accept <run> | --reject <run>]';
const say = (line: string) => process.stdout.write(`${line}\n`);

const postings = (count: number) => (count === 1 ? '1 posting' : `${count} postings`);
const minute = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** `«A», «B» and 3 more`. */
function namesOf(titles: readonly string[], count: number): string {
  const names = titles.map((title) => `«${title.slice(0, 80)}»`).join(', ');
  return count > titles.length ? `${names}${names === '' ? '' : ' and '}${count - titles.length}${names === '' ? '' : ' more'}` : names;
}

/** What a held run says and what accepting it would do. */
export function wordsOfHeldRun(run: HeldRun, closesAbsent: boolean): readonly string[] {
  const name = run.company === null ? run.slug : `${run.slug} (${run.company})`;
  const lines = [
    `Run ${run.id} of ${run.source} ${name}: ${run.verdict}, ${minute(run.endedAt)}`,
    `  ${run.reason ?? 'no reason was kept'}`,
  ];
  if (run.wouldClose === null) {
    lines.push('  Accepting it stores what the next reading finds in the new shape; fields it no longer has become unknown.');
  } else {
    if (run.wouldClose === 0) lines.push('  Accepting it closes nothing.');
    else if (!closesAbsent) lines.push(`  Accepting it closes nothing: this source shows only its newest, so absence says nothing.`);
    else if (run.brokenWithoutId > 0)
      lines.push(
        `  Accepting it closes nothing: ${run.brokenWithoutId} broken rows have no id and may be any of the ${run.wouldClose} not seen.`,
      );
    else lines.push(`  Accepting it closes ${postings(run.wouldClose)}: ${namesOf(run.wouldCloseTitles, run.wouldClose)}`);
    if (run.added > 0) lines.push(`  New since the last good run, and stored: ${run.added}: ${namesOf(run.addedTitles, run.added)}`);
  }
  lines.push(
    run.rejectedAt === null
      ? '  Rejecting it keeps everything open; readings like it are then held until one is accepted or differs.'
      : `  Rejected on ${minute(run.rejectedAt)}: everything stays open; it can still be accepted.`,
  );
  return lines;
}

function runNumber(given: string): number {
  const id = Number(given);
  if (!Number.isSafeInteger(id) || id < 1 || id > 2_147_483_647)
    throw new StartError(`«${given.slice(0, 40)}» is no run's number: runs review lists them`);
  return id;
}

/** Absence from a list means something where the source's lists are whole. */
const closesAbsent = (source: string): boolean => sourceOf(source)?.ends === 'list';

export const runsCommand: Command = {
  name: 'runs',
  usage: USAGE,
  summary: 'readings that were held back, with what accepting each would close; accepts or rejects one',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { accept: { type: 'string' }, reject: { type: 'string' } },
    });
    if (positionals[0] !== 'review' || positionals.length > 1) {
      process.stderr.write(`backboard: ${USAGE}\n`);
      return 2;
    }
    if (values.accept !== undefined && values.reject !== undefined) throw new StartError('a run is accepted or rejected, not both');
    const given = values.accept ?? values.reject;
    const id = given === undefined ? null : runNumber(given);
    return withStore(async (store) => {
      if (id === null) {
        const held = await store.heldRuns();
        if (held.length === 0) say('No reading is held back.');
        for (const run of held) say(`${wordsOfHeldRun(run, closesAbsent(run.source)).join('\n')}\n`);
        if (held.length > 0) say('Decide with: npm run -s cli -- runs review --accept <run>, or --reject <run>');
        return 0;
      }
      const now = new Date();
      const answer = values.accept === undefined ? await store.rejectRun(id, now) : await store.acceptRun(id, closesAbsent, now);
      if ('refused' in answer) throw new StartError(answer.refused);
      const next = `It is read again after ${minute(answer.dueAt)}.`;
      if (values.accept === undefined) say(`Run ${id} of ${answer.source} ${answer.slug} was rejected: nothing was closed. ${next}`);
      else {
        const why = answer.brokenWithoutId > 0 ? ` (${answer.brokenWithoutId} broken rows have no id and may be any posting)` : '';
        say(`Run ${id} of ${answer.source} ${answer.slug} was accepted: ${postings(answer.closed)} closed${why}. ${next}`);
      }
      return 0;
    });
  },
};
