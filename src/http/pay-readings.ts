import { createFactorReading, type FactorReading } from './factor-reading.js';
import { createLearntReader } from './learnt.js';
import { createSalaryReading, type PayComparison, type SalaryQuestion, type SalaryReading } from './salary-reading.js';
import { createTrendReading, type TrendQuestion, type TrendReading } from './trend-reading.js';
import type { HttpDeps } from './deps.js';

/** The questions of pay that read many rows: each is one message, so that another thread may answer them. */
export interface PayReadings {
  readonly salaries: (question: SalaryQuestion) => Promise<SalaryReading>;
  readonly compared: (a: SalaryQuestion, b: SalaryQuestion) => Promise<PayComparison>;
  readonly trends: (question: TrendQuestion) => Promise<TrendReading>;
  /** @param country ISO 3166-1 alpha-2; `null`: everywhere. @param months of the window */
  readonly factors: (country: string | null, months: number) => Promise<FactorReading>;
}

/** Answers in the thread that asks. */
export function createPayReadings(deps: Pick<HttpDeps, 'store' | 'now' | 'insights'>): PayReadings {
  const { read, compared } = createSalaryReading(deps, createLearntReader(deps));
  return { salaries: read, compared, trends: createTrendReading(deps), factors: createFactorReading(deps) };
}
