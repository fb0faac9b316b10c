/** A word or letter after a number that multiplies it. */
export interface Multiplier {
  /** Lower case. */
  readonly text: string;
  readonly times: number;
  /** Only in postings of these countries or beside these currencies. */
  readonly countries?: readonly string[];
  readonly currencies?: readonly string[];
  /** Implies the currency (`만원`, `LPA`). */
  readonly currency?: string;
  /** Implies the period (`LPA`). */
  readonly period?: 'year' | 'month';
  /** Case counts and must be as written. */
  readonly exact?: boolean;
}

const IBERIAN = ['BR', 'PT', 'ES', 'MX', 'CO', 'CL', 'AR', 'PE', 'UY', 'LATAM', 'AO', 'MZ'];
const SOUTH_ASIA = ['IN', 'PK', 'BD', 'NP', 'LK'];

export const MULTIPLIERS: readonly Multiplier[] = [
  { text: 'k', times: 1e3 },
  { text: 'к', times: 1e3 },
  { text: 'thousand', times: 1e3 },
  { text: 'tsd', times: 1e3 },
  { text: 'tsd.', times: 1e3 },
  { text: 'tausend', times: 1e3 },
  { text: 'mila', times: 1e3 },
  { text: 'mil', times: 1e3, countries: IBERIAN, currencies: ['BRL', 'MXN', 'COP', 'CLP', 'ARS'] },
  { text: 'mille', times: 1e3, countries: ['FR', 'BE', 'CH', 'CA', 'LU'] },
  { text: 'duizend', times: 1e3 },
  { text: 'tys', times: 1e3 },
  { text: 'tys.', times: 1e3 },
  { text: 'tis', times: 1e3, countries: ['CZ', 'SK', 'SI'] },
  { text: 'tis.', times: 1e3, countries: ['CZ', 'SK', 'SI'] },
  { text: 'tisíc', times: 1e3 },
  { text: 'tusen', times: 1e3 },
  { text: 'bin', times: 1e3, countries: ['TR'] },
  { text: 'ezer', times: 1e3, countries: ['HU'] },
  { text: 'mii', times: 1e3, countries: ['RO', 'MD'] },
  { text: 'ribu', times: 1e3, countries: ['ID', 'MY'] },
  { text: 'rb', times: 1e3, countries: ['ID'] },
  { text: 'тыс', times: 1e3 },
  { text: 'тыс.', times: 1e3 },
  { text: 'тысяч', times: 1e3 },
  { text: 'т.р', times: 1e3, currency: 'RUB' },
  { text: 'т.р.', times: 1e3, currency: 'RUB' },
  { text: 'т. р.', times: 1e3, currency: 'RUB' },
  { text: 'тр', times: 1e3, currency: 'RUB' },
  { text: 'т.', times: 1e3, countries: ['RU', 'BY', 'KZ'] },
  { text: 'тис', times: 1e3 },
  { text: 'тис.', times: 1e3 },
  { text: 'тисяч', times: 1e3 },
  { text: '千', times: 1e3 },
  { text: '万', times: 1e4 },
  { text: '萬', times: 1e4 },
  { text: '만', times: 1e4 },
  { text: '만원', times: 1e4, currency: 'KRW' },
  { text: '万円', times: 1e4, currency: 'JPY' },
  { text: '百万', times: 1e6 },
  { text: '億', times: 1e8 },
  { text: '亿', times: 1e8 },
  { text: '억', times: 1e8 },
  { text: 'L', times: 1e5, countries: SOUTH_ASIA, currencies: ['INR', 'PKR'], exact: true },
  { text: 'l', times: 1e5, countries: ['IN'], currencies: ['INR'] },
  { text: 'lpa', times: 1e5, currency: 'INR', period: 'year' },
  { text: 'l.p.a.', times: 1e5, currency: 'INR', period: 'year' },
  { text: 'lakh', times: 1e5 },
  { text: 'lakhs', times: 1e5 },
  { text: 'lac', times: 1e5 },
  { text: 'lacs', times: 1e5 },
  { text: 'cr', times: 1e7, countries: SOUTH_ASIA },
  { text: 'crore', times: 1e7 },
  { text: 'crores', times: 1e7 },
  { text: 'm', times: 1e6 },
  { text: 'mm', times: 1e6 },
  { text: 'mn', times: 1e6 },
  { text: 'mio', times: 1e6 },
  { text: 'mio.', times: 1e6 },
  { text: 'mln', times: 1e6 },
  { text: 'mil', times: 1e6 },
  { text: 'million', times: 1e6 },
  { text: 'millions', times: 1e6 },
  { text: 'millionen', times: 1e6 },
  { text: 'milioni', times: 1e6 },
  { text: 'millones', times: 1e6 },
  { text: 'milhão', times: 1e6 },
  { text: 'milhões', times: 1e6 },
  { text: 'miljoen', times: 1e6 },
  { text: 'milionów', times: 1e6 },
  { text: 'млн', times: 1e6 },
  { text: 'млн.', times: 1e6 },
  { text: 'миллионов', times: 1e6 },
  { text: 'triệu', times: 1e6, currency: 'VND' },
  { text: 'trieu', times: 1e6, currency: 'VND' },
  { text: 'tr', times: 1e6, countries: ['VN'] },
  { text: 'củ', times: 1e6, countries: ['VN'] },
  { text: 'juta', times: 1e6 },
  { text: 'jt', times: 1e6, countries: ['ID'] },
  { text: 'b', times: 1e9 },
  { text: 'bn', times: 1e9 },
  { text: 'billion', times: 1e9 },
  { text: 'billions', times: 1e9 },
  { text: 'bio.', times: 1e9 },
  { text: 'mrd', times: 1e9 },
  { text: 'mrd.', times: 1e9 },
  { text: 'milliarden', times: 1e9 },
  { text: 'milliards', times: 1e9 },
  { text: 'miliardi', times: 1e9 },
  { text: 'mld', times: 1e9 },
  { text: 'млрд', times: 1e9 },
  { text: 't', times: 1e12 },
  { text: 'trillion', times: 1e12 },
];

/** Currencies in which a person's pay is told in millions. */
export const PAID_IN_MILLIONS: ReadonlySet<string> = new Set(['VND', 'TWD', 'IDR', 'KRW', 'JPY', 'COP', 'CLP', 'ARS', 'HUF', 'NGN', 'KZT', 'UZS', 'PYG', 'RUB', 'CRC', 'AMD', 'INR', 'ISK', 'RSD', 'PKR', 'LKR', 'KES', 'UGX', 'TZS']);
