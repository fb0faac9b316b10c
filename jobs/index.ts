import type { Job } from './job.js';

/** What each job does; the wiring hands in the effects. */
export interface JobEffects {
  readBoards(signal: AbortSignal): Promise<unknown>;
  tryBoards(signal: AbortSignal): Promise<unknown>;
  linkListings(): Promise<unknown>;
  indexTexts(): Promise<unknown>;
  matchAlerts(signal: AbortSignal): Promise<unknown>;
  sendAlerts(signal: AbortSignal): Promise<unknown>;
  sendLetters(signal: AbortSignal): Promise<unknown>;
  sanitiseDescriptions(signal: AbortSignal): Promise<unknown>;
  tellBlind(signal: AbortSignal): Promise<unknown>;
  closePostings(): Promise<unknown>;
  refreshRates(signal: AbortSignal): Promise<unknown>;
  refreshInsights(): Promise<unknown>;
  prune(): Promise<unknown>;
}

/** Jobs that ask other people's servers. */
export const ASKING_JOBS: ReadonlySet<string> = new Set<keyof JobEffects>(['readBoards', 'tryBoards', 'refreshRates']);

/** The table of jobs: cron times are UTC, and only wake; rows that are due decide what is done. */
export function createJobs(effects: JobEffects): readonly Job[] {
  const job = (name: keyof JobEffects, cron: string, more: Partial<Pick<Job, 'oncePerSlot' | 'atStart'>> = {}): Job => ({
    name,
    cron,
    oncePerSlot: more.oncePerSlot ?? false,
    atStart: more.atStart ?? false,
    run: async (signal) => {
      await effects[name](signal);
    },
  });
  return [
    job('readBoards', '* * * * *', { atStart: true }),
    job('tryBoards', '* * * * *', { atStart: true }),
    job('linkListings', '* * * * *', { atStart: true }),
    job('indexTexts', '* * * * *', { atStart: true }),
    job('sanitiseDescriptions', '* * * * *', { atStart: true }),
    job('matchAlerts', '* * * * *', { atStart: true }),
    job('sendAlerts', '* * * * *', { atStart: true }),
    job('sendLetters', '* * * * *', { atStart: true }),
    job('closePostings', '7 * * * *', { oncePerSlot: true }),
    job('tellBlind', '41 8 * * *', { oncePerSlot: true }),
    job('refreshInsights', '12 * * * *', { oncePerSlot: true }),
    job('prune', '23 3 * * *', { oncePerSlot: true }),
    // The European Central Bank publishes at about 16:00 its time on working days.
    job('refreshRates', '45 15 * * 1-5', { oncePerSlot: true }),
  ];
}
