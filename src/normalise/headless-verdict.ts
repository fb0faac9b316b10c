import type { Hit } from './lexicon.js';
import { answer, DENIED, familyOfField, nameOf, NEVER_BACKEND, SPECIAL, type BackendVerdict } from './backend-verdict.js';
import type { Field } from './tables/field-words.js';
import type { RoleKind } from './tables/role-words.js';
import { isKnown, partOf } from './title-head.js';
import { isAndWord, type FieldValue, type TitleReading } from './title-words.js';

/** Whether a title is a row of three fields and more, and nothing else: «Python, JS, QA, SRE». */
function isRow(reading: TitleReading, row: readonly Hit<FieldValue>[]): boolean {
  const ends = row.map((hit) => hit.to);
  return (
    row.length > 2 &&
    ends.at(-1) === reading.words.length &&
    row.every((hit, at) => {
      const gap = reading.words[hit.from]?.gap;
      return hit.from === (at === 0 ? 0 : ends[at - 1]) && (at === 0 || gap === 'comma' || gap === 'slash' || gap === 'and');
    })
  );
}

/** «Rails & Front End Engineering»: two trades, and nothing else; the server-side language of the first. */
function isWithFrontend(reading: TitleReading, work: Hit<RoleKind> | undefined, denied: Hit<FieldValue> | undefined): boolean {
  return (
    work !== undefined &&
    denied?.value.field === 'frontend' &&
    reading.words[denied.from]?.text.startsWith('front') === true &&
    reading.words.every((_, index) => isKnown(reading, index)) &&
    reading.words.some((word) => word.gap === 'and' || isAndWord(word.text))
  );
}

/** The verdict where a title has no role noun: «Backend Sênior», «Django Web Development», «Tech Team Lead». */
export function verdictWithoutHead(reading: TitleReading): BackendVerdict {
  const find = (...fields: Field[]): Hit<FieldValue> | undefined => reading.fields.find((hit) => fields.includes(hit.value.field));
  const work = reading.roles.find((role) => role.value === 'work');
  const marked = reading.levels.some((hit) => hit.value.mark !== 'none');
  const backend = reading.fields.find((hit) => hit.value.field === 'backend' && hit.value.reach === 'part');
  const denied = reading.fields.find(
    (hit) =>
      DENIED.has(hit.value.field) &&
      (hit.value.reach === 'part' ||
        work === undefined ||
        hit.to === work.from ||
        hit.from === work.to ||
        (hit.from <= work.from && hit.to >= work.to)),
  );
  // «Data Science, Frontend and Backend»: a list of openings, one of them ours.
  const listed =
    backend !== undefined &&
    denied !== undefined &&
    denied.to <= backend.from &&
    reading.words.slice(denied.to, backend.to).some((word) => word.gap === 'comma' || word.gap === 'slash');
  if (backend !== undefined && (denied === undefined || listed || !NEVER_BACKEND.has(denied.value.field)))
    return answer(reading, 'yes', 'backend', 0.9, 'backend is named', backend);
  const row = reading.fields.filter((hit) => hit.value.field !== 'none').sort((a, b) => a.from - b.from);
  const inRow = isRow(reading, row);
  const server = row.find((hit) => hit.value.field === 'language' && hit.value.reach === 'part');
  const browser = row.some((hit) => hit.value.field === 'frontend');
  if (server !== undefined && ((inRow && !browser) || isWithFrontend(reading, work, denied)))
    return answer(reading, 'yes', 'backend', 0.8, 'a server-side language is named', server);
  const trade = inRow && server === undefined ? row.find((hit) => SPECIAL.has(hit.value.field)) : undefined;
  const fullstack = find('fullstack');
  if (trade !== undefined && fullstack === undefined)
    return answer(reading, 'maybe', familyOfField(trade.value.field), 0.6, `${trade.value.field}: the description must say`, trade);
  if (fullstack !== undefined) return answer(reading, 'maybe', 'fullstack', 0.8, 'full stack: the description must say', fullstack);
  // «JavaScript, React, Elixir»
  const both = reading.fields.find((hit) => hit.value.field === 'language' && hit.value.reach === 'part');
  if (both !== undefined && denied?.value.field === 'frontend')
    return answer(reading, 'maybe', 'fullstack', 0.7, 'a server-side language beside a frontend one', both);
  // «Lead DevSecOps, Sécurité – AI SDLC»: the trade named first, not a word of a later part.
  const craft = reading.fields.find((hit) => (hit.value.field === 'devops' || hit.value.field === 'sre') && hit.value.reach === 'part');
  const later = craft !== undefined && denied?.value.reach === 'beside' && partOf(reading, craft) < partOf(reading, denied);
  if (denied !== undefined && !later) return answer(reading, 'no', 'none', 0.85, `the title names ${nameOf(denied.value.field)}`, denied);
  const language = reading.fields.find(
    (hit) => (hit.value.field === 'language' || hit.value.field === 'api') && hit.value.reach === 'part',
  );
  const allKnown = reading.words.every((_, index) => isKnown(reading, index));
  const specials = reading.fields.filter((hit) => SPECIAL.has(hit.value.field));
  const special = specials.find((hit) => hit.value.reach === 'part') ?? specials[0];
  const beside = special?.value.field === 'platform' || special?.value.field === 'cloud' || special?.value.field === 'integration';
  if (special !== undefined && beside && language !== undefined && marked)
    return answer(reading, 'yes', 'backend', 0.8, 'a server-side language is named', language);
  const ranked = reading.levels.some(
    (hit) => hit.value.mark !== 'none' && hit.value.mark !== 'associate' && (hit.value.mark !== 'lead' || hit.value.reach === 'always'),
  );
  if (special !== undefined && (special.value.reach === 'part' || ranked || work !== undefined))
    return answer(reading, 'maybe', familyOfField(special.value.field), 0.7, `${special.value.field}: the description must say`, special);
  if (language !== undefined && (marked || work !== undefined || allKnown))
    return answer(reading, 'yes', 'backend', 0.8, 'a server-side language is named', language);
  const software = reading.fields.find((hit) => hit.value.field === 'software' && hit.value.reach === 'part');
  const lead = reading.levels.find((hit) => hit.value.mark === 'lead' && hit.value.reach === 'always');
  const intern = reading.levels.some((hit) => hit.value.mark === 'intern' || hit.value.mark === 'trainee' || hit.value.mark === 'junior');
  const core = software ?? work;
  const alone = allKnown && work !== undefined && reading.words[work.from]?.text === 'engineering';
  if (core !== undefined && (marked || intern || alone || (work !== undefined && software !== undefined)))
    return answer(reading, 'maybe', 'generic', 0.7, 'software work of an unnamed kind', core);
  const technical =
    lead !== undefined && reading.words.slice(lead.from, lead.to).some((word) => /te[ck]|dev|eng|тех|テック|技/.test(word.text));
  if (lead !== undefined && (technical || allKnown))
    return answer(reading, 'maybe', 'generic', 0.6, 'a technical lead of an unnamed kind', lead);
  return answer(reading, 'no', 'none', 0.8, 'no software work is named');
}
