import { z } from '@hono/zod-openapi';
import { nearestName } from './nearest-name.js';

/** NUL and halves of surrogate pairs go before anything else sees a text: no database takes them. */
export const cleanText = (text: string): string => text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD');

const cleanValue = (value: unknown): unknown => (typeof value === 'string' ? cleanText(value) : value);

/** A form's empty field asks for nothing. */
function blankAsAbsent(raw: unknown): unknown {
  if (!Array.isArray(raw)) {
    const value = cleanValue(raw);
    return value === '' ? undefined : value;
  }
  const values = raw.map(cleanValue).filter((value) => value !== '');
  return values.length === 0 ? undefined : values;
}

/** Characters of a part of a company's name. */
export const COMPANY_NAME_LENGTH = 100;

export interface ParameterDocument {
  readonly description: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array';
  readonly items?: Readonly<Record<string, unknown>>;
  readonly enum?: readonly (string | number)[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly examples?: readonly unknown[];
}

type Parameter<Output> = z.ZodOptional<z.ZodType<Output, string | readonly string[] | number>>;

/** A query parameter or body field around its rule: cleaned, blank as absent, documented by hand (rules with transforms cannot tell). */
export function parameter<S extends z.ZodType>(rule: S, document: ParameterDocument): Parameter<Exclude<z.output<S>, undefined>> {
  const { default: fallback, ...rest } = document;
  return z
    .preprocess(blankAsAbsent, rule)
    .optional()
    .meta({ ...rest, ...(fallback === undefined ? {} : { default: fallback }) } as Record<string, unknown>) as unknown as Parameter<
    Exclude<z.output<S>, undefined>
  >;
}

/** Words separated by commas or given by repeated keys, each one of `allowed`; absent gives `null`. */
export function wordsParameter<const T extends string>(allowed: readonly T[], most: number, description: string): Parameter<readonly T[]> {
  const rule = z
    .union([z.string().max(1000), z.array(z.string().max(1000)).max(50)])
    .transform((raw) =>
      [...new Set([raw].flat().flatMap((part) => part.split(',').map((word) => word.trim())))].filter((word) => word !== ''),
    )
    .superRefine((words, context) => {
      for (const word of words)
        if (!(allowed as readonly string[]).includes(word))
          context.addIssue({ code: 'custom', message: `«${word.slice(0, 60)}» is not allowed here`, params: { allowed } });
      if (words.length > most) context.addIssue({ code: 'custom', message: `at most ${most}`, params: { allowed } });
    })
    .transform((words) => words as T[])
    .optional();
  return parameter(rule, { description, type: 'array', items: { type: 'string', enum: allowed } });
}

/** An object that refuses unknown names and says which known one is near. */
export function strictFields<const Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined;
      const near = issue.keys.map((key) => nearestName(key, known)).filter((name) => name !== null);
      const hint = near.length === 0 ? '' : `; did you mean ${near.map((name) => `«${name}»`).join(', ')}?`;
      return `is not known here${hint} Known: ${known.join(', ')}`.replace('here Known', 'here. Known');
    },
  });
}
