import { schedule, type ScheduledTask } from 'node-cron';
import type { Store } from '#src/store';
import type { Job } from './job.js';

export interface SchedulerDeps {
  readonly jobs: readonly Job[];
  readonly store: Pick<Store, 'takeSlot'>;
  readonly now: () => Date;
  readonly log: { error(fields: object, message: string): void; debug(fields: object, message: string): void };
}

export interface Scheduler {
  start(): void;
  /** Wakes a job now; a job that is running is not started twice, it looks again when it ends. */
  wake(name: string): void;
  /** No new work; resolves when what runs has ended. */
  stop(): Promise<void>;
}

/** Wakes jobs by the clock. One bug ends one run of one job, never the process. */
export function createScheduler({ jobs, store, now, log }: SchedulerDeps): Scheduler {
  const abort = new AbortController();
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  let tasks: ScheduledTask[] = [];

  const minuteOf = (date: Date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000);

  const runOnce = async (job: Job): Promise<void> => {
    try {
      if (job.oncePerSlot && !(await store.takeSlot(job.name, minuteOf(now())))) return;
      await job.run(abort.signal);
    } catch (error) {
      if (!abort.signal.aborted)
        log.error({ job: job.name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }, 'job failed');
    }
  };

  const wakeJob = (job: Job): void => {
    if (abort.signal.aborted) return;
    if (running.has(job.name)) {
      again.add(job.name);
      return;
    }
    const work = runOnce(job).then(() => {
      running.delete(job.name);
      if (again.delete(job.name)) wakeJob(job);
    });
    running.set(job.name, work);
  };

  return {
    start() {
      tasks = jobs.map((job) => schedule(job.cron, () => wakeJob(job), { timezone: 'Etc/UTC' }));
      for (const job of jobs) if (job.atStart) wakeJob(job);
    },
    wake(name) {
      const job = jobs.find((candidate) => candidate.name === name);
      if (job !== undefined) wakeJob(job);
    },
    async stop() {
      abort.abort();
      again.clear();
      for (const task of tasks) await task.destroy();
      await Promise.all(running.values());
    },
  };
}
