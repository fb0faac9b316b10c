/** Size of pay in a currency: where a figure without a period can only be an hour's, a month's or a year's. Amounts in whole units. */
export interface PayWindow {
  /** Units of the currency in one US dollar, mid-2026, rounded: for plausibility only, never shown. */
  readonly perUsd: number;
  /** The largest figure that is an hour's pay when nothing says so; below `hourFrom` it is no pay. */
  readonly hourFrom: number;
  readonly hourTo: number;
  readonly monthFrom: number;
  readonly yearFrom: number;
}

const w = (perUsd: number, hourFrom: number, hourTo: number, monthFrom: number, yearFrom: number): PayWindow => ({
  perUsd,
  hourFrom,
  hourTo,
  monthFrom,
  yearFrom,
});

export const PAY_WINDOWS: Readonly<Record<string, PayWindow>> = {
  USD: w(1, 7, 250, 1_200, 12_000),
  EUR: w(0.86, 6, 200, 700, 11_000),
  GBP: w(0.74, 6, 200, 800, 11_000),
  CHF: w(0.8, 15, 250, 1_800, 30_000),
  CAD: w(1.38, 12, 250, 1_200, 18_000),
  AUD: w(1.45, 15, 250, 1_500, 20_000),
  NZD: w(1.7, 15, 250, 1_500, 20_000),
  SGD: w(1.29, 6, 200, 600, 21_000),
  HKD: w(7.8, 35, 1_500, 5_000, 130_000),
  TWD: w(31, 150, 4_000, 18_000, 400_000),
  CNY: w(7.1, 15, 1_200, 2_000, 70_000),
  JPY: w(155, 800, 20_000, 100_000, 1_500_000),
  KRW: w(1_440, 8_000, 120_000, 800_000, 14_000_000),
  INR: w(90, 60, 4_000, 5_000, 150_000),
  VND: w(26_000, 15_000, 700_000, 2_000_000, 180_000_000),
  THB: w(33, 50, 3_000, 9_000, 250_000),
  MYR: w(4.1, 8, 200, 800, 28_000),
  IDR: w(16_700, 20_000, 800_000, 1_500_000, 80_000_000),
  PHP: w(58, 60, 3_000, 8_000, 200_000),
  PKR: w(280, 150, 8_000, 15_000, 500_000),
  BDT: w(122, 60, 4_000, 10_000, 300_000),
  LKR: w(305, 200, 10_000, 20_000, 600_000),
  NPR: w(143, 100, 5_000, 10_000, 300_000),
  BRL: w(5.4, 10, 400, 700, 48_000),
  MXN: w(18.5, 40, 1_500, 5_000, 160_000),
  CLP: w(940, 3_000, 60_000, 300_000, 9_000_000),
  ARS: w(1_450, 2_000, 60_000, 60_000, 8_000_000),
  COP: w(3_900, 7_000, 250_000, 900_000, 35_000_000),
  PEN: w(3.4, 8, 200, 800, 28_000),
  UYU: w(40, 150, 3_000, 15_000, 450_000),
  CRC: w(505, 1_500, 40_000, 250_000, 7_000_000),
  SEK: w(9.5, 80, 2_500, 10_000, 180_000),
  NOK: w(10.1, 120, 2_500, 12_000, 200_000),
  DKK: w(6.4, 100, 1_800, 10_000, 180_000),
  ISK: w(126, 1_500, 30_000, 250_000, 4_000_000),
  PLN: w(3.65, 20, 400, 1_500, 50_000),
  CZK: w(21, 100, 2_500, 12_000, 280_000),
  HUF: w(330, 1_000, 30_000, 150_000, 3_500_000),
  RON: w(4.4, 15, 400, 1_500, 42_000),
  MDL: w(17, 40, 1_000, 5_000, 150_000),
  BGN: w(1.68, 5, 200, 700, 20_000),
  RSD: w(101, 300, 8_000, 40_000, 1_000_000),
  HRK: w(6.5, 30, 800, 4_000, 90_000),
  UAH: w(42, 80, 3_000, 8_000, 250_000),
  RUB: w(80, 150, 8_000, 15_000, 900_000),
  BYN: w(3, 5, 200, 700, 20_000),
  KZT: w(520, 800, 25_000, 80_000, 3_000_000),
  GEL: w(2.7, 5, 200, 700, 22_000),
  AMD: w(382, 1_000, 30_000, 100_000, 3_500_000),
  UZS: w(12_000, 15_000, 800_000, 2_000_000, 70_000_000),
  TRY: w(42, 100, 4_000, 12_000, 500_000),
  ILS: w(3.3, 30, 600, 3_500, 90_000),
  AED: w(3.67, 15, 900, 1_500, 70_000),
  SAR: w(3.75, 15, 900, 1_500, 70_000),
  QAR: w(3.64, 15, 900, 1_500, 70_000),
  KWD: w(0.31, 2, 80, 150, 6_000),
  EGP: w(48, 30, 3_000, 4_000, 150_000),
  MAD: w(9.2, 15, 600, 2_500, 60_000),
  TND: w(2.9, 5, 200, 600, 15_000),
  KES: w(129, 150, 8_000, 15_000, 500_000),
  NGN: w(1_450, 500, 80_000, 40_000, 2_000_000),
  GHS: w(11, 10, 600, 1_000, 30_000),
  ZAR: w(17.2, 30, 1_800, 5_000, 140_000),
};

/** Countries where dollars and euros are paid by the month, and small sums are pay. */
export const PAID_BY_MONTH: ReadonlySet<string> = new Set(
  'VN UA BY RU KZ GE AM AZ UZ MD RS BA MK AL BG RO IN PK BD LK NP PH ID TH MY KH MM LA CN TW BR AR CO CL PE UY PY BO EC VE MX GT CR SV HN NI DO PA LATAM EG MA TN DZ KE NG GH ZA UG TZ RW ET TR LB JO'.split(
    ' ',
  ),
);
