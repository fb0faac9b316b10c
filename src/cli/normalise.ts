import { once } from 'node:events';
import { z } from 'zod';
import { EMPTY_RAW_POSTING, type RawPosting, type RawSalary } from '../domain/raw-posting.js';
import { NO_LADDERS, type OperatorLadders } from '../normalise/override.js';
import { normalisePosting } from '../normalise/posting.js';

const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => value ?? null);
const texts = z
  .union([
    z.array(z.unknown()).transform((values) => values.flatMap((value) => (typeof value === 'string' ? [value] : []))),
    z.string().transform((value) => [value]),
  ])
  .nullish()
  .transform((value) => value ?? []);
const amount = z
  .union([z.number(), z.string().transform(Number)])
  .nullish()
  .transform((value) => (value === undefined || value === null || !Number.isFinite(value) ? null : value));

/** What a line may hold; more is ignored. */
const Line = z.object({
  title: z.string(),
  company: text,
  location: texts,
  country: text,
  description: text,
  tags: texts,
  seniority: text,
  salary: z.union([z.string(), z.number(), z.object({ min: amount, max: amount, currency: text, period: text })]).nullish(),
  workplace: text,
  industry: text,
  employmentType: text,
});

type ReadLine = z.output<typeof Line>;

type Text = string | null | undefined;

const isText = (value: unknown): value is Text => value === undefined || value === null || typeof value === 'string';
const areTexts = (value: unknown): value is Text | readonly string[] =>
  isText(value) || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
const listOf = (value: Text | readonly string[]): string[] =>
  value === undefined || value === null ? [] : typeof value === 'string' ? [value] : [...value];

/** A line of the usual kinds of values as the schema reads it, at a tenth of its cost; `null` where the schema must be asked. */
function usualLine(given: unknown): ReadLine | null {
  if (typeof given !== 'object' || given === null) return null;
  const { title, company, location, country, description, tags, seniority, salary, workplace, industry, employmentType } = given as Partial<
    Record<keyof ReadLine, unknown>
  >;
  if (typeof title !== 'string' || !isText(company) || !isText(country) || !isText(description) || !isText(seniority)) return null;
  if (!isText(salary) || !isText(workplace) || !isText(industry) || !isText(employmentType)) return null;
  if (!areTexts(location) || !areTexts(tags)) return null;
  return {
    title,
    company: company ?? null,
    location: listOf(location),
    country: country ?? null,
    description: description ?? null,
    tags: listOf(tags),
    seniority: seniority ?? null,
    salary,
    workplace: workplace ?? null,
    industry: industry ?? null,
    employmentType: employmentType ?? null,
  };
}

/** @throws naming the first value that cannot be read */
function schemaLine(given: unknown): ReadLine {
  const read = Line.safeParse(given);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a posting'}`.replace(/^: /, ''));
}

function salariesOfLine(salary: ReadLine['salary']): Pick<RawPosting, 'salaries' | 'salaryText'> {
  if (salary === null || salary === undefined) return { salaries: [], salaryText: null };
  if (typeof salary !== 'object') return { salaries: [], salaryText: String(salary) };
  const { min, max, currency, period } = salary;
  if (min === null && max === null) return { salaries: [], salaryText: null };
  const raw: RawSalary = {
    min,
    max,
    currency,
    period,
    label: null,
    kind: null,
    quote: [currency, [min, max].filter((one) => one !== null).join('–'), period].filter((one) => one !== null).join(' '),
  };
  return { salaries: [raw], salaryText: null };
}

/** One line of JSON in, one object out. @throws when the line is no JSON or lacks a title */
function normaliseLine(line: string, ladders: OperatorLadders): unknown {
  const parsed: unknown = JSON.parse(line);
  const { title, company, location, country, description, tags, seniority, salary, workplace, industry, employmentType } =
    usualLine(parsed) ?? schemaLine(parsed);
  const raw: RawPosting = {
    ...EMPTY_RAW_POSTING,
    externalId: '',
    url: '',
    title, company, country, description, tags, seniority, workplace, industry, employmentType,
    locations: location,
    ...salariesOfLine(salary),
  }; // prettier-ignore
  return normalisePosting(raw, { company, companyIndustry: null, ladders }).derived;
}

function answerOf(line: string, ladders: OperatorLadders): string {
  try {
    return JSON.stringify(normaliseLine(line, ladders));
  } catch (error) {
    return JSON.stringify({ error: error instanceof Error ? error.message.slice(0, 300) : 'not a posting' });
  }
}

/**
 * Reads raw postings, a line of JSON each, and writes what is made of each, a line of JSON each, in order. A broken line gives
 * `{"error"}` on its line; blank lines are skipped. Needs no database.
 */
export async function normaliseLines(
  input: AsyncIterable<string>,
  output: NodeJS.WritableStream,
  ladders: OperatorLadders = NO_LADDERS,
): Promise<void> {
  let rest = '';
  const write = async (lines: readonly string[]): Promise<void> => {
    const answers = lines.filter((line) => line.trim() !== '').map((line) => `${answerOf(line, ladders)}\n`);
    if (answers.length > 0 && !output.write(answers.join(''))) await once(output, 'drain');
  };
  for await (const chunk of input) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    await write(lines);
  }
  await write([rest]);
}
