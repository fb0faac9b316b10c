import { CANONICAL_TITLES } from '../domain/title.js';
import { SKILLS } from '../domain/skill.js';
import { hasBit } from './bits.js';
import { dimensionAt, type Segment } from './segment.js';
import type { SuggestedValue } from './suggester.js';
import { codeOfKey, UNSTATED, type Dimension } from './value-keys.js';

/** How many live listings have each value of a dimension, by code. */
function countsOf(segments: readonly Segment[], dimension: Dimension): Map<number, number> {
  const counts = new Map<number, number>();
  const at = dimensionAt(dimension);
  for (const { dimensions, valueKeys, valueLive } of segments) {
    for (let value = dimensions[at]!; value < dimensions[at + 1]!; value += 1) {
      const code = codeOfKey(valueKeys[value]!);
      counts.set(code, (counts.get(code) ?? 0) + valueLive[value]!);
    }
  }
  return counts;
}

/** The words of titles as they are written: one entry for those that differ in case alone. */
function titlesOf(segments: readonly Segment[], labels: readonly string[]): SuggestedValue[] {
  const counts = new Uint32Array(labels.length);
  for (const { size, live, labels: own } of segments)
    for (let document = 0; document < size; document += 1) if (hasBit(live, document)) counts[own[document]!]! += 1;
  const merged = new Map<string, { label: string; listings: number }>();
  labels.forEach((label, at) => {
    const listings = counts[at]!;
    if (listings === 0 || label === '') return;
    const known = merged.get(label.toLowerCase());
    if (known === undefined) merged.set(label.toLowerCase(), { label, listings });
    else known.listings += listings;
  });
  return [...merged.values()].map(({ label, listings }) => ({ parameter: 'q', value: label, label, listings }));
}

/** Everything that suggestions are made from, with how many open listings have it. The vocabulary is complete even where nobody asks for it. */
export function suggestedOf(
  segments: readonly Segment[],
  labels: readonly string[],
  companyOf: (id: number) => { readonly slug: string; readonly name: string } | undefined,
): SuggestedValue[] {
  const languages = countsOf(segments, 'language');
  const skills = countsOf(segments, 'skill');
  const titles = countsOf(segments, 'title');
  const companies = [...countsOf(segments, 'company')].flatMap(([id, listings]): SuggestedValue[] => {
    const company = listings === 0 || id === UNSTATED ? undefined : companyOf(id);
    return company === undefined ? [] : [{ parameter: 'company', value: company.slug, label: company.name, listings }];
  });
  return [
    ...SKILLS.map(({ code, slug, name, category }): SuggestedValue =>
      category === 'language'
        ? { parameter: 'language', value: slug, label: name, listings: languages.get(code) ?? 0 }
        : { parameter: 'skill', value: slug, label: name, listings: skills.get(code) ?? 0 },
    ),
    ...CANONICAL_TITLES.map((title, code): SuggestedValue => ({
      parameter: 'title',
      value: title,
      label: title,
      listings: titles.get(code) ?? 0,
    })),
    ...companies,
    ...titlesOf(segments, labels),
  ];
}
