import {
  BREAK_WORDS,
  BREAK_WORDS_OF_RANGES,
  GENERIC_PAY_WORDS,
  LEARNER_WORDS,
  NEUTRAL_PAY_WORDS,
  OTHER_PEOPLE,
  OTHER_PEOPLE_VERBS,
  WEAK_PAY_WORDS,
} from './tables/salary-clause-words.js';
import { PAY_OPENERS, SOFT_VETO_WORDS } from './tables/salary-words.js';
import { COMPARISON, PAY, PAY_BEHIND, VETO, VETO_BEHIND } from './salary-lexicon.js';
import type { Around, Cell } from './salary-around.js';
import { wordFinder, type WordHit } from './salary-word-finder.js';
import type { Figure } from './salary-figure.js';

/** Where a word for something else begins to speak of something else again. */
const BREAK_BEHIND = new RegExp(String.raw`[,;|(+&\n、，；。]|\s[-–]\s|\.\s|(?<!\p{L})(?:${BREAK_WORDS.join('|')})(?!\p{L})`, 'u');
const BREAK_BEHIND_RANGE = new RegExp(String.raw`(?<!\p{L})(?:${BREAK_WORDS_OF_RANGES.join('|')})(?!\p{L})`, 'u');
const WORDS_BEHIND = 5;

const LEARNER = wordFinder(LEARNER_WORDS);

/** Whether a stipend is what the person lives on: an intern's or student's, or large. */
function isLivingStipend(word: string, around: Around, salarySized: boolean): boolean {
  return (
    word.startsWith('stipend') &&
    (salarySized ||
      LEARNER.first(around.before) !== null ||
      LEARNER.first(around.after) !== null ||
      /^\W*stipend of\s*$/.test(around.before))
  );
}

function standsOnBehind(figure: Figure, around: Around, salarySized: boolean): boolean {
  const { after } = around;
  const clause = after.slice(0, BREAK_BEHIND.exec(after)?.index);
  const near = figure.bound === 'range' ? clause.slice(0, BREAK_BEHIND_RANGE.exec(clause)?.index) : clause;
  const words = near
    .split(/\s+/)
    .slice(0, WORDS_BEHIND + 3)
    .join(' ');
  const veto = VETO_BEHIND.first(words);
  if (veto === null || isLivingStipend(veto.text, around, salarySized)) return false;
  const pay = PAY_BEHIND.first(words);
  // «$140k base bonus eligible»: a word for pay stands nearer.
  return pay === null || pay.start >= veto.start || WEAK_PAY_WORDS.has(pay.text);
}

/** Reasons for and against a figure being pay, each a number of points; the sum decides. */
export interface Verdict {
  readonly points: number;
  readonly cue: 'before' | 'after' | 'heading' | 'shape';
}

const HEADING_WORTH = 2;
const OPENER = new RegExp(String.raw`^[\s*\-–•(]*(?:${PAY_OPENERS.join('|')})(?!\p{L})[^,]{0,30}$`, 'u');
const SOFT_VETO: ReadonlySet<string> = new Set(SOFT_VETO_WORDS);

/** Words for pay that stand in any sentence on money. */
const ANY_PAYMENT: ReadonlySet<string> = new Set(GENERIC_PAY_WORDS);
const LONGEST_LABEL = 40;

/** «Pension: we pay in up to £300 a month»: what opens the sentence before a colon is what it speaks of. */
function labelledOther(before: string): boolean {
  const colon = before.indexOf(':');
  if (colon < 0 || colon > LONGEST_LABEL || before.includes(':', colon + 1)) return false;
  const label = before.slice(0, colon);
  const veto = VETO.last(label);
  if (veto === null || SOFT_VETO.has(veto.text) || veto.text.startsWith('stipend') || PAY.last(label) !== null) return false;
  const pay = PAY.last(before.slice(colon + 1));
  return pay === null || ANY_PAYMENT.has(pay.text);
}

const OTHERS = wordFinder(OTHER_PEOPLE);
const OTHERS_VERBS = wordFinder(OTHER_PEOPLE_VERBS);
const WITHIN = 40;

/** «Our users make $55k a year», «freelancers on our site bill $60/hr»: other people's money, unless a word for pay follows. */
function isOthersMoney(before: string): boolean {
  const verb = OTHERS_VERBS.last(before);
  if (verb === null) return false;
  const who = OTHERS.last(before.slice(0, verb.start));
  // «We serve 40M users and pay $165,000»: after an «and» the verb is ours.
  if (who === null || verb.start - who.end > WITHIN || /\b(?:and|we|&)\s$/.test(before.slice(0, verb.start))) return false;
  const pay = PAY.last(before.slice(verb.end));
  return pay === null || ANY_PAYMENT.has(pay.text);
}

/**
 * Whether a single figure is told to be other money: the nearest word before it in its sentence says so, or one stands on it from behind.
 * Stipends are weighed, not turned away.
 */
export function isOtherMoney(figure: Figure, around: Around): boolean {
  if (figure.bound === 'range') return false;
  const veto = VETO.last(around.before);
  // «Budget up to 30 LPA»: the unit itself says a year's pay.
  const saysPay = figure.period !== null && veto !== null && SOFT_VETO.has(veto.text);
  if (veto !== null && !saysPay && !veto.text.startsWith('stipend')) {
    const pay = PAY.last(around.before);
    if (pay === null || (pay.start < veto.end && !(veto.start >= pay.start && veto.end <= pay.end))) return true;
  }
  if (labelledOther(around.before) || isOthersMoney(around.before)) return true;
  return !around.after.includes('stipend') && standsOnBehind(figure, around, false);
}

/**
 * «Base pay range: €86,000 - €122,000 Additional benefits …»: a range right behind its word for pay, and a capital right behind it, are what
 * a lost line end leaves; what follows speaks of something else.
 */
function beginsAnew(figure: Figure, around: Around, pay: WordHit | null, veto: WordHit | null): boolean {
  if (figure.bound !== 'range' || pay === null || (veto !== null && veto.start > pay.start && veto.end > pay.end)) return false;
  return (
    around.before.length - pay.end <= NEAR_PAY && !around.before.slice(pay.end).includes(',') && /^\s\p{Lu}\p{Ll}/u.test(around.following)
  );
}

const NEAR_PAY = 28;

/** The last word for pay; one that only says «the amount of» steps back behind the word before it («bolsa-auxílio no valor de»). */
function namedPay(before: string): WordHit | null {
  const last = PAY.last(before);
  if (last === null || !NEUTRAL_PAY_WORDS.has(last.text)) return last;
  return PAY.last(before.slice(0, last.start)) ?? last;
}

/** Weighs the words around a figure: the nearest cue of its own clause counts most; a word for other money there ends it. */
export function weigh(figure: Figure, around: Around, cell: Cell, hasPeriod: boolean, salarySized: boolean): Verdict {
  const money = figure.currency !== null || figure.mark !== null;
  const range = figure.bound === 'range';
  let points = range ? (money ? 2.5 : figure.times > 1 ? 1 : -0.5) : money ? 0.5 : figure.times > 1 ? -0.5 : -1.5;
  if (figure.glued && !money) points -= 2;
  if (figure.times > 1) points += 0.5;
  if (figure.bound === 'from' || figure.bound === 'to') points += 0.5;
  if (hasPeriod) points += salarySized ? 2.5 : 1.5;
  // A single figure beside a word that nobody knows («Fietsplan tot € 1.500») is no header's cell.
  if (cell.alone) points += range || cell.bare || hasPeriod || figure.times > 1 ? 1.5 : 0.5;
  // «| 65k |», «- Up to 45M -», «CHF 120'000»
  if (cell.bare && (figure.times > 1 || (money && (figure.max ?? figure.min ?? 0) >= 10_000))) points += 1;
  let cue: Verdict['cue'] = 'shape';
  const pay = namedPay(around.before);
  const veto = VETO.last(around.before);
  if (range && (labelledOther(around.before) || isOthersMoney(around.before))) points -= 8;
  if (!beginsAnew(figure, around, pay, veto) && standsOnBehind(figure, around, salarySized)) points -= 8;
  // «Software Engineer, C# $80-100k | Minnesota»: the last word of a cell of a header.
  if (range && money && figure.times > 1 && !cell.alone && /^\s*\|/.test(around.following)) points += 1;

  const comma = Math.max(around.before.lastIndexOf(', '), around.before.lastIndexOf(') '), around.before.lastIndexOf(' + '));
  // «bolsa-auxílio», «stipend:»: the word for pay holds the other one.
  const stipend =
    veto !== null && isLivingStipend(veto.text, around, salarySized) && VETO.last(around.before.slice(0, veto.start)) === null;
  const swallowed = stipend || (veto !== null && pay !== null && veto.start >= pay.start && veto.end <= pay.end);
  if (veto !== null && !swallowed) {
    const payNearer = pay !== null && pay.start >= veto.end && !NEUTRAL_PAY_WORDS.has(pay.text);
    // «transport compensation», «overtime pay»: the veto word names the kind of pay.
    const namesIt = payNearer && pay.start - veto.end <= 1;
    const inOtherClause = comma >= veto.end;
    const soft = (range || figure.period !== null) && SOFT_VETO.has(veto.text) && !namesIt;
    if (!payNearer || namesIt) points -= inOtherClause && range ? 1 : soft ? 2.5 : 8;
  }
  const opener = stipend || (pay === null && OPENER.test(around.before));
  if (opener || (pay !== null && (veto === null || swallowed || pay.start >= veto.end))) {
    points += pay !== null && comma >= pay.end && around.before.length - pay.end > 60 ? 2 : 3;
    cue = 'before';
  }
  const behind = PAY_BEHIND.first(around.after.slice(0, 50));
  if (behind !== null && cue === 'shape') {
    // A bare number beside «negotiable» is seldom pay.
    points += !money && !range ? 0.5 : behind.start <= 24 ? 2 : 1;
    cue = 'after';
  }
  if (cue === 'shape' || pay === null) {
    const above = PAY.last(around.line) ?? PAY.last(around.heading);
    const aboveVeto = VETO.last(around.heading);
    if (above !== null && (aboveVeto === null || aboveVeto.start < above.start)) {
      points += HEADING_WORTH;
      if (cue === 'shape') cue = 'heading';
    }
  }
  // In running prose a range alone is no offer («houses that go for …»).
  if (cue === 'shape' && !cell.alone && around.before.trim().length > (range ? 24 : 16)) points -= hasPeriod ? (range ? 1.5 : 1) : 1.5;
  // «at large companies (10k+)»: a count.
  if (cue === 'shape' && !money && !range && /\p{L}{2} \($/u.test(around.before.slice(-4))) points -= 1.5;
  const tail = around.before.slice(-28);
  if (COMPARISON.last(tail) !== null && !(pay !== null && /salar|compens|gehalt|salaire|wynagr|оклад|зарплат/.test(pay.text))) points -= 3;
  return { points, cue };
}
