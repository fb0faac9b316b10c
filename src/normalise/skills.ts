import { SKILLS, type SkillUse } from '#src/domain/skill';
import type { Evidence } from '#src/domain/posting';
import { tokenise, type Token } from '#src/text/tokenise';
import { evidenceAt, type DescriptionReading } from './description.js';
import { hitsOf, LEXICONS, type SkillValue } from './description-lexicons.js';
import type { Hit } from './lexicon.js';
import type { Writing } from './tables/skill-words.js';

const CATEGORY = new Map(SKILLS.map((skill) => [skill.slug, skill.category]));
/** Words between two technologies of one list at most. */
const NEIGHBOURHOOD = 3;
/** «Go to», «go live», «go the extra mile»: words after «Go» that make it no language. */
const AFTER_GO = new Set([
  'to',
  'live',
  'the',
  'beyond',
  'above',
  'ahead',
  'further',
  'deep',
  'from',
  'through',
  'on',
  'out',
  'for',
  'back',
  'into',
  'where',
  'getter',
  'big',
  'home',
  'market',
  'online',
  'public',
]);

interface SkillHit {
  readonly slug: string;
  readonly from: number;
  readonly to: number;
}

function isWritten(text: string, words: readonly Token[], from: number, to: number, writing: Writing): boolean {
  if (writing === 'any') return true;
  const raw = text.slice(words[from]?.start ?? 0, words[to - 1]?.end ?? 0);
  const first = raw.charAt(0);
  if (writing === 'upper') return raw === raw.toUpperCase();
  return first !== first.toLowerCase();
}

/** Skills that a text names, in order, with the words that name them. */
function skillHits(text: string, words: readonly Token[], hits: readonly Hit<SkillValue>[]): SkillHit[] {
  const sure: SkillHit[] = [];
  const listed: SkillHit[] = [];
  for (const hit of hits) {
    if (!isWritten(text, words, hit.from, hit.to, hit.value.writing)) continue;
    if (hit.value.slug === 'go' && hit.value.writing === 'listed' && AFTER_GO.has(words[hit.to]?.text ?? '')) continue;
    (hit.value.writing === 'listed' ? listed : sure).push({ slug: hit.value.slug, from: hit.from, to: hit.to });
  }
  const unsure = new Set(listed);
  const isTechnical = (one: SkillHit): boolean => {
    const category = CATEGORY.get(one.slug);
    return category !== 'tool' && category !== 'performance' && category !== 'architecture';
  };
  const kept = [...sure];
  const neighbours = [...sure.filter(isTechnical), ...listed].sort((one, other) => one.from - other.from);
  neighbours.forEach((hit, index) => {
    if (!unsure.has(hit)) return;
    const beside = [neighbours[index - 2], neighbours[index - 1], neighbours[index + 1], neighbours[index + 2]].some(
      (other) => other !== undefined && other.slug !== hit.slug && gap(other, hit) <= NEIGHBOURHOOD,
    );
    const before = words[hit.from - 1]?.text ?? '';
    const after = words[hit.to]?.text ?? '';
    if (beside || /^(developer|engineer|programming|language|code|services|backend|programmer|developers|engineers)$/.test(after))
      kept.push(hit);
    else if (hit.slug === 'go' && /^(in|with|using|write|written)$/.test(before)) kept.push(hit);
  });
  return kept.sort((a, b) => a.from - b.from);
}

const gap = (a: SkillHit, b: SkillHit): number => (a.to <= b.from ? b.from - a.to : b.to <= a.from ? a.from - b.to : 0);

export interface SkillReading {
  /** Slugs of category `language`: the title's first, then those asked for, by how often they are named. */
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  readonly uses: readonly SkillUse[];
  readonly evidence: readonly Evidence[];
}

interface Tally {
  weight: number;
  required: boolean;
  evidence: Evidence | null;
}

/** Languages and skills of a posting. Asked for: in the title, in the source's tags, or under a heading of requirements and not merely welcome. */
export function skillsOf(title: string, tags: readonly string[], description: DescriptionReading | null): SkillReading {
  const tallies = new Map<string, Tally>();
  const add = (slug: string, weight: number, required: boolean, evidence: Evidence | null): void => {
    const tally = tallies.get(slug);
    if (tally === undefined) tallies.set(slug, { weight, required, evidence });
    else {
      tally.weight += weight;
      tally.required ||= required;
    }
  };
  const titleWords = tokenise(title);
  for (const hit of skillHits(title, titleWords, LEXICONS.skills.all(titleWords))) {
    const start = titleWords[hit.from]?.start ?? 0;
    const end = titleWords[hit.to - 1]?.end ?? 0;
    add(hit.slug, 100, true, { field: 'skill', from: 'title', quote: title.slice(start, end), start, end, rule: `skill: ${hit.slug}` });
  }
  for (const tag of tags.slice(0, 60)) {
    const words = tokenise(tag.slice(0, 80));
    for (const hit of LEXICONS.skills.all(words)) {
      if (hit.to - hit.from < words.length && words.length > 3) continue;
      add(hit.value.slug, 10, true, {
        field: 'skill',
        from: 'field',
        quote: tag.slice(0, 80),
        start: null,
        end: null,
        rule: `skill: ${hit.value.slug}`,
      });
    }
  }
  if (description !== null) {
    const sections = description.modes.includes('required');
    for (const hit of skillHits(description.text, description.words, hitsOf(description, 'skills'))) {
      const line = description.lines[hit.from] ?? 0;
      const mode = description.modes[line];
      const required = !description.welcomed.has(line) && (sections ? mode === 'required' : mode !== 'nice' && mode !== 'company');
      add(hit.slug, mode === 'company' ? 0.1 : required ? 2 : 1, required, evidenceAt(description, hit, 'skill', `skill: ${hit.slug}`));
    }
  }
  const order = [...tallies].sort((a, b) => b[1].weight - a[1].weight);
  const isLanguage = ([slug]: readonly [string, Tally]): boolean => CATEGORY.get(slug) === 'language';
  return {
    languages: order.filter(isLanguage).map(([slug]) => slug),
    skills: order.filter((one) => !isLanguage(one)).map(([slug]) => slug),
    uses: order.map(([slug, tally]) => ({ slug, required: tally.required })),
    evidence: order.flatMap(([, tally]) => (tally.evidence === null ? [] : [tally.evidence])),
  };
}
