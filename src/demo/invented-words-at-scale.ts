/** What invented listings at scale are made of. */

/** Yearly base of an unmarked backend developer; every other country: 60,000 US dollars. */
export const COUNTRY_PAY: Readonly<Record<string, { readonly base: number; readonly currency: string; readonly step: number }>> = {
  US: { base: 140_000, currency: 'USD', step: 1_000 },
  GB: { base: 62_000, currency: 'GBP', step: 500 },
  DE: { base: 66_000, currency: 'EUR', step: 500 },
  FR: { base: 54_000, currency: 'EUR', step: 500 },
  ES: { base: 44_000, currency: 'EUR', step: 500 },
  IT: { base: 42_000, currency: 'EUR', step: 500 },
  NL: { base: 66_000, currency: 'EUR', step: 500 },
  IE: { base: 72_000, currency: 'EUR', step: 500 },
  PL: { base: 220_000, currency: 'PLN', step: 6_000 },
  SE: { base: 600_000, currency: 'SEK', step: 6_000 },
  CH: { base: 115_000, currency: 'CHF', step: 1_000 },
  CA: { base: 115_000, currency: 'CAD', step: 1_000 },
  AU: { base: 130_000, currency: 'AUD', step: 1_000 },
  BR: { base: 150_000, currency: 'BRL', step: 1_000 },
  IN: { base: 2_400_000, currency: 'INR', step: 50_000 },
  JP: { base: 8_000_000, currency: 'JPY', step: 100_000 },
  SG: { base: 90_000, currency: 'SGD', step: 1_000 },
  MX: { base: 720_000, currency: 'MXN', step: 6_000 },
};

export const COINED_SYLLABLES = (
  'ba be bi bo bra bri ca ce cla cor da del di dor dra e el en fa fer fi flo ga gen gra ha hel in ja ka ken kri la le lin lo lu ma me min mo ' +
  'na nel ni nor o or pa pel pi pra qua ra re ri ro sa sel shi sol sta ta tel ti tor tra u ul va ven vi vor wa wel xi ya zan zo'
).split(' ');

/** Ordinary words, most frequent first. */
export const PLAIN_WORDS = (
  'the and to of a in you we for with our is on are be as will your that team work at or have an experience from this by it can who not software ' +
  'engineering systems build services data code product people design new help engineers company teams about all working more other time what best ' +
  'high their scale you’ll we’re across platform quality using technical strong customers years know well do if how so into make looking role join ' +
  'good learn grow production test reliable performance every world ideas support skills great own while also up one like based them they should ' +
  'through between when where which over than under after before during without within need want take give keep find run write read ship measure'
).split(' ');

export const SET_PHRASES = [
  'distributed systems',
  'event-driven architecture',
  'node js',
  'high availability',
  'on call rotation',
  'code review',
  'continuous delivery',
  'stock options',
  'remote first',
  'years of experience',
] as const;
