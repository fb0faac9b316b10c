import type { Evidence } from '#src/domain/posting';
import type { Level, Rung } from '#src/domain/level';
import { evidenceAt, type DescriptionReading } from './description.js';
import { hitAt, hitsOf, placesFor } from './description-lexicons.js';
import { levelOfYears } from './level.js';
import type { Hit } from './lexicon.js';
import { NUMBER_WORDS } from './tables/description-words.js';

const numbers = new Map(NUMBER_WORDS.flatMap(([value, words]) => words.split(',').map((word) => [word.trim(), value] as const)));

const LEVEL_OF: Record<Rung, Level> = {
  intern: 'entry',
  trainee: 'entry',
  associate: 'entry',
  junior: 'entry',
  mid: 'mid',
  senior: 'senior',
  lead: 'senior',
  staff: 'senior',
  principal: 'senior',
};

export interface DescribedLevel {
  readonly level: Level;
  readonly rung: Rung | null;
  readonly confidence: number;
  readonly evidence: Evidence;
}

/** The level that an anchored phrase names («we are looking for a senior …», «entry-level position»); never a bare word. `null`: none does. */
export function levelOfPhrases(reading: DescriptionReading): DescribedLevel | null {
  const { words, lines } = reading;
  for (const hit of hitsOf(reading, 'phrases')) {
    if (reading.modes[lines[hit.from] ?? 0] === 'company') continue;
    return {
      level: hit.value,
      rung: hit.value === 'entry' ? 'junior' : hit.value,
      confidence: 0.75,
      evidence: evidenceAt(reading, hit, 'level', 'a phrase that names the level of the position'),
    };
  }
  for (const anchor of hitsOf(reading, 'anchors')) {
    for (let index = anchor.to; index < anchor.to + 3; index++) {
      const rung = hitAt(reading, 'rungs', index);
      if (rung === null || lines[rung.from] !== lines[anchor.from]) continue;
      for (let role = rung.to; role < rung.to + 4; role++) {
        const noun = hitAt(reading, 'roles', role);
        if (noun === null || lines[noun.from] !== lines[anchor.from] || words[role]?.text === 'engineering') continue;
        const plural = (words[noun.to - 1]?.text ?? '').endsWith('s') && words[anchor.from]?.text === 'as';
        if (!plural)
          return {
            level: LEVEL_OF[rung.value],
            rung: rung.value,
            confidence: 0.8,
            evidence: evidenceAt(reading, { from: anchor.from, to: noun.to }, 'level', 'the role as the description introduces it'),
          };
      }
    }
  }
  return null;
}

interface YearsMention {
  readonly years: number;
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

const numberAt = (text: string): number | null => {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  return numbers.get(text) ?? null;
};
const SOFTWARE =
  /^(software|backend|back|development|developer|developing|engineering|programming|entwicklung|softwareentwicklung|desarrollo|desenvolvimento|developpement|sviluppo|programowani\w*|разработк\w*|java|python|go|golang|php|ruby|scala|c#|\.net|node\.js|nodejs)$/;

/** Words that, behind a number, speak of where the years were spent: «3+ years of backend work, ideally in fintech». */
const PREFERENCE = /^(ideally|preferably|idealerweise|idealement|idealmente|preferibile)$/;
const SENTENCE_END = /[.;!?•](?:\s|$)|\n/;

/** Whether the words from one to another of a line stand in one sentence. */
const oneSentence = ({ text, words }: DescriptionReading, from: number, to: number): boolean =>
  !SENTENCE_END.test(text.slice(words[from]?.end ?? 0, words[to]?.start ?? 0));

/** Whether the sentence makes these years welcome and not asked for: «ideally 3 years», «3 years are a plus». */
function isWelcome(reading: DescriptionReading, welcome: readonly Hit<unknown>[], from: number, to: number): boolean {
  return welcome.some((hit) => {
    if (hit.to <= from) return from - hit.to <= 5 && oneSentence(reading, hit.to - 1, from);
    if (hit.from < to || hit.from - to > 16 || PREFERENCE.test(reading.words[hit.from]?.text ?? '')) return false;
    return oneSentence(reading, to - 1, hit.from);
  });
}

/** Every number of years of experience on lines that ask for something. */
function mentionsOf(reading: DescriptionReading): YearsMention[] {
  const { words, lines } = reading;
  const mentions: YearsMention[] = [];
  const welcome = hitsOf(reading, 'welcome');
  for (const index of placesFor(reading, 'years')) {
    if (index === 0) continue;
    const unit = hitAt(reading, 'years', index);
    if (unit === null) continue;
    const line = lines[index] ?? 0;
    let first = index - 1;
    let value = lines[first] === line ? numberAt(words[first]?.text ?? '') : null;
    if (value === null) continue;
    // «3-5 years», «3 to 5 years», «five (5) years»: the lower bound.
    const before = words[first - 1];
    const earlier = before === undefined || lines[first - 1] !== line ? null : numberAt(before.text);
    if (earlier !== null && (earlier <= value || numbers.has(before?.text ?? ''))) {
      value = Math.min(earlier, value);
      first--;
    } else if (before !== undefined && /^(to|bis|a|do|ate|tot|ou|oder|or|и|до|hasta)$/.test(before.text)) {
      const lower = numberAt(words[first - 2]?.text ?? '');
      if (lower !== null && lower <= value && lines[first - 2] === line) {
        value = lower;
        first -= 2;
      }
    }
    if (value < 0 || value > 20) continue;
    const from = Math.max(0, first - 8);
    const to = Math.min(words.length, unit.to + 12);
    let asks = false;
    let vetoed = false;
    let software = false;
    for (let at = from; at < to; at++) {
      if (lines[at] !== line) continue;
      if (hitAt(reading, 'experience', at) !== null) asks = true;
      if (at >= first - 5 && at < unit.to + 4 && hitAt(reading, 'vetoes', at) !== null) vetoed = true;
      if (SOFTWARE.test(words[at]?.text ?? '')) software = true;
    }
    // «5+ years in security engineering» asks without the word.
    if (software && /^\s?\+/.test(reading.text.slice(words[index - 1]?.end ?? 0, words[index]?.start ?? 0))) asks = true;
    const mode = reading.modes[line];
    if (vetoed || mode === 'company' || mode === 'nice' || isWelcome(reading, welcome, first, unit.to)) continue;
    if (!asks && mode !== 'required') continue;
    mentions.push({ years: value, from: first, to: unit.to, score: (software ? 2 : 0) + (mode === 'required' ? 1 : 0) + (asks ? 1 : 0) });
  }
  return mentions;
}

export interface RequiredYears {
  readonly years: number;
  readonly evidence: Evidence;
}

/**
 * Years of experience that the main requirement asks for, its lower bound; `null`: not stated. Of several numbers, the one beside software
 * development wins, then the first; «nice to have», the company's age, contracts and degrees do not count.
 */
export function yearsOf(reading: DescriptionReading): RequiredYears | null {
  let best: YearsMention | null = null;
  for (const mention of mentionsOf(reading)) if (best === null || mention.score > best.score) best = mention;
  return best === null ? null : { years: best.years, evidence: evidenceAt(reading, best, 'level', `asks for ${best.years} years`) };
}

/** The level of required years as a reading of its own. */
export function levelOfRequiredYears(required: RequiredYears): DescribedLevel {
  const level = levelOfYears(required.years);
  return { level, rung: level === 'entry' ? 'junior' : level === 'mid' ? 'mid' : 'senior', confidence: 0.65, evidence: required.evidence };
}
