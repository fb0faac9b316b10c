import { expect, test } from 'vitest';
import { createScheduler } from '#jobs/scheduler';
import type { Job } from '#jobs/job';

const job = (change: Partial<Job> & Pick<Job, 'run'>): Job => ({
  name: 'job',
  cron: '0 0 1 1 *',
  oncePerSlot: false,
  atStart: false,
  ...change,
});
const gate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

test('a job that runs is not started twice; it looks again when it ends', async () => {
  const first = gate();
  let runs = 0;
  let atOnce = 0;
  let most = 0;
  const scheduler = createScheduler({
    jobs: [
      job({
        run: async () => {
          runs += 1;
          atOnce += 1;
          most = Math.max(most, atOnce);
          if (runs === 1) await first.opened;
          atOnce -= 1;
        },
      }),
    ],
    store: { takeSlot: async () => true },
    now: () => new Date(),
    log: { error: () => undefined, debug: () => undefined },
  });
  scheduler.wake('job');
  scheduler.wake('job');
  scheduler.wake('job');
  await new Promise((next) => setTimeout(next, 10));
  expect(runs).toBe(1);
  first.open();
  await new Promise((next) => setTimeout(next, 10));
  expect([runs, most]).toEqual([2, 1]);
  await scheduler.stop();
});

test('a bug ends one run, not the schedule; a slot is one process’s', async () => {
  const errors: string[] = [];
  let runs = 0;
  const taken = new Set<string>();
  const make = () =>
    createScheduler({
      jobs: [
        job({ name: 'broken', run: () => Promise.reject(new Error('boom')) }),
        job({
          name: 'daily',
          oncePerSlot: true,
          run: async () => {
            runs += 1;
          },
        }),
      ],
      store: {
        takeSlot: async (name, slot) => {
          const key = `${name} ${slot.toISOString()}`;
          return !taken.has(key) && taken.add(key).size > 0;
        },
      },
      now: () => new Date('2026-11-23T03:23:30Z'),
      log: { error: (fields) => errors.push(JSON.stringify(fields)), debug: () => undefined },
    });
  const schedulers = [make(), make()];
  for (const scheduler of schedulers) {
    scheduler.wake('broken');
    scheduler.wake('daily');
  }
  await Promise.all(schedulers.map((scheduler) => new Promise((next) => setTimeout(next, 10)).then(() => scheduler.stop())));
  expect(errors).toHaveLength(2);
  expect(errors[0]).toContain('boom');
  expect(runs).toBe(1);
});
