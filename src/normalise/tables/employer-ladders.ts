import type { Level, Rung } from '#src/domain/level';

/**
 * What an employer's own code means: company (a key as `companyKeyOf` gives it), the code, numeral or word in upper case, level, rung.
 * Public facts of company ladders; operators add theirs through `overrides`.
 */
export const EMPLOYER_LADDERS: readonly (readonly [company: string, code: string, level: Level, rung: Rung])[] = [
  ['google', 'L3', 'entry', 'junior'],
  ['google', 'L4', 'mid', 'mid'],
  ['google', 'L5', 'senior', 'senior'],
  ['google', 'L6', 'senior', 'staff'],
  ['google', 'L7', 'senior', 'staff'],
  ['meta', 'E3', 'entry', 'junior'],
  ['meta', 'E4', 'mid', 'mid'],
  ['meta', 'E5', 'senior', 'senior'],
  ['meta', 'E6', 'senior', 'staff'],
  ['amazon', 'L4', 'entry', 'junior'],
  ['amazon', 'L5', 'mid', 'mid'],
  ['amazon', 'L6', 'senior', 'senior'],
  ['amazon', 'L7', 'senior', 'principal'],
  ['amazon', 'III', 'senior', 'senior'],
  ['uber', 'L3', 'entry', 'junior'],
  ['uber', 'L4', 'mid', 'mid'],
  ['uber', 'L5', 'senior', 'senior'],
  ['netflix', 'L4', 'mid', 'mid'],
  ['netflix', 'L5', 'senior', 'senior'],
  ['mongodb', 'III', 'mid', 'mid'],
  ['box', 'III', 'mid', 'mid'],
  ['openx', 'IV', 'senior', 'senior'],
  ['microsoft', 'II', 'mid', 'mid'],
];
