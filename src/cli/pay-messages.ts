import type { PayReadings } from '../http/pay-readings.js';

/** What the thread of pay questions is started with. */
export interface PayThreadData {
  readonly databaseUrl: string;
}

/** One question: what `PayReadings` is asked, with its arguments. */
export type PayAsked = {
  readonly [K in keyof PayReadings]: { readonly kind: K; readonly given: Parameters<PayReadings[K]> };
}[keyof PayReadings];

export interface ToPayThread {
  readonly number: number;
  /** The product's clock at the asking. */
  readonly now: Date;
  readonly asked: PayAsked;
}

export type FromPayThread =
  | { readonly number: number; readonly answer: unknown }
  /** `code`: SQLSTATE or the socket's; '' where there is none. */
  | { readonly number: number; readonly message: string; readonly code: string };
