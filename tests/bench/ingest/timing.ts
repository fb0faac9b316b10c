import { readFileSync } from 'node:fs';
import type postgres from 'postgres';

export interface Spent {
  /** Wall time. */
  readonly seconds: number;
  /** Processor time of this process (all its threads) and of its connections' server processes; `null`: the system does not tell. */
  readonly cpu: number | null;
}

/** Wall time of one piece of work, in seconds, with its result. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly seconds: number; readonly result: T }> {
  const started = performance.now();
  const result = await work();
  return { seconds: (performance.now() - started) / 1000, result };
}

/** Clock ticks of /proc are hundredths of a second on every Linux that Node runs on. */
const TICKS = 100;

async function serverCpu(sql: postgres.Sql): Promise<number | null> {
  const backends = await sql<{ pid: number }[]>`select pid from pg_stat_activity where datname = current_database()`;
  try {
    return backends.reduce((sum, { pid }) => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return sum + (Number(fields[11]) + Number(fields[12])) / TICKS;
    }, 0);
  } catch {
    return null;
  }
}

/** Time on the wall and on the processors: the second does not care who else uses the machine. */
export async function spentOn(sql: postgres.Sql, work: () => Promise<unknown>): Promise<Spent> {
  const serverBefore = await serverCpu(sql);
  const before = process.cpuUsage();
  const { seconds } = await timed(work);
  const own = process.cpuUsage(before);
  const serverAfter = await serverCpu(sql);
  const server = serverBefore === null || serverAfter === null ? null : serverAfter - serverBefore;
  return { seconds, cpu: server === null ? null : (own.user + own.system) / 1e6 + server };
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};

export const perSecond = (count: number, seconds: number): number => Math.round(count / seconds);
export const rounded = (value: number): number => Math.round(value * 100) / 100;
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
