import { gunzipSync, gzipSync } from 'node:zlib';
import type { PaySpread, PredictionColumns } from './mixed-model.js';

/** Log pay is at least this below, and at most this above, what was expected. */
export interface Reach {
  readonly low: number;
  readonly high: number;
}

/** What an employer's own listings differ by from what is expected of them. */
export interface OwnPay {
  readonly listings: number;
  readonly mean: number;
}

/** Log pay expected: the mean and the coefficients of the active columns. */
export interface Expectation {
  readonly mean: number;
  readonly coefficients: Float64Array;
}

/** All that an estimate needs, without a row of data: it is kept in the database and read by any process. */
export interface LearntPay {
  readonly modelVersion: string;
  readonly currency: string;
  readonly converted: boolean;
  readonly n: number;
  readonly employers: number;
  readonly traits: PredictionColumns;
  readonly spread: PaySpread;
  /** Of an employer with listings of its own, and of one without. */
  readonly seen: Expectation;
  readonly unseen: Expectation;
  /** Of the coefficients of `seen`. */
  readonly covariance: Float64Array;
  readonly own: ReadonlyMap<number, OwnPay>;
  /** Of the 80 % interval. */
  readonly reach: { readonly unseen: Reach; readonly seen: Reach | null };
  /** Of a country, the currency that most of its listings state. */
  readonly currencyOfCountry: Readonly<Record<string, string>>;
  /** Countries with enough listings and employers to speak of (`PUBLICATION.median`); an empty name: listings without a country. */
  readonly knownCountries: readonly string[];
}

const textOf = (values: Float64Array | Float32Array): string =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
function floatsOf(text: string): Float64Array {
  const bytes = Buffer.from(text, 'base64');
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
/** Variances to seven digits are enough. */
function singlesOf(text: string): Float64Array {
  const bytes = Buffer.from(text, 'base64');
  return Float64Array.from(new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)));
}

/** As bytes, a few hundred kilobytes; numbers keep every digit but the covariance. */
export function packLearntPay(learnt: LearntPay): Uint8Array {
  const { seen, unseen, covariance, own, ...plain } = learnt;
  const packed = {
    ...plain,
    seen: { mean: seen.mean, coefficients: textOf(seen.coefficients) },
    unseen: { mean: unseen.mean, coefficients: textOf(unseen.coefficients) },
    covariance: textOf(Float32Array.from(covariance)),
    own: [...own].map(([employer, { listings, mean }]) => [employer, listings, mean]),
  };
  return gzipSync(JSON.stringify(packed));
}

/** Bytes of `packLearntPay` of the same model version. */
export function readLearntPay(bytes: Uint8Array): LearntPay {
  const packed = JSON.parse(gunzipSync(bytes).toString('utf8')) as Omit<
    LearntPay,
    'seen' | 'unseen' | 'covariance' | 'own' | 'knownCountries'
  > & {
    readonly knownCountries?: readonly string[];
    readonly seen: { readonly mean: number; readonly coefficients: string };
    readonly unseen: { readonly mean: number; readonly coefficients: string };
    readonly covariance: string;
    readonly own: readonly (readonly [number, number, number])[];
  };
  return {
    ...packed,
    // Learnt before countries were counted: of none until it is learnt again, which is daily.
    knownCountries: packed.knownCountries ?? [],
    seen: { mean: packed.seen.mean, coefficients: floatsOf(packed.seen.coefficients) },
    unseen: { mean: packed.unseen.mean, coefficients: floatsOf(packed.unseen.coefficients) },
    covariance: singlesOf(packed.covariance),
    own: new Map(packed.own.map(([employer, listings, mean]) => [employer, { listings, mean }])),
  };
}
