import type { z } from 'zod';

/** RFC 9457. `instance` names the request, as the log does. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly ProblemField[];
}

/** One field that was refused: a query parameter by name, or a JSON pointer into the body. */
export interface ProblemField {
  readonly parameter?: string;
  readonly pointer?: string;
  readonly detail: string;
  readonly allowed?: readonly string[];
}

export const PROBLEM_TYPES = {
  'invalid-request': 'The request is not valid',
  'invalid-cursor': 'The cursor is not valid',
  'cursor-gone': 'The cursor is too old',
  'not-found': 'Not found',
  'method-not-allowed': 'Method not allowed',
  'not-authorised': 'Not authorised',
  'cross-site': 'Requests from other sites are refused',
  'too-large': 'The request is too large',
  'too-many-requests': 'Too many requests',
  refused: 'Refused',
  unavailable: 'Not available at the moment',
  'took-too-long': 'The question took too long',
  'internal-error': 'Something went wrong here',
} as const;
export type ProblemType = keyof typeof PROBLEM_TYPES;

const STATUS: Record<ProblemType, number> = {
  'invalid-request': 400,
  'invalid-cursor': 400,
  'cursor-gone': 410,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-authorised': 401,
  'cross-site': 403,
  'too-large': 413,
  'too-many-requests': 429,
  refused: 422,
  unavailable: 503,
  'took-too-long': 503,
  'internal-error': 500,
};

/** Thrown anywhere below the wire; becomes its problem document, page or line of text. */
export class ProblemError extends Error {
  readonly status: number;

  constructor(
    readonly type: ProblemType,
    readonly detail: string,
    readonly errors: readonly ProblemField[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.status = STATUS[type];
  }

  toProblem(requestId: string): Problem {
    return {
      type: `/docs#${this.type}`,
      title: PROBLEM_TYPES[this.type],
      status: this.status,
      detail: this.detail,
      instance: `urn:uuid:${requestId}`,
      ...(this.errors.length === 0 ? {} : { errors: this.errors }),
    };
  }
}

type Issue = z.core.$ZodIssue;

const names = (values: readonly unknown[]): string[] => values.map((value) => String(value));

function allowedOf(issue: Issue): readonly string[] | undefined {
  if (issue.code === 'invalid_value') return names(issue.values);
  const allowed = issue.code === 'custom' ? (issue.params?.['allowed'] as unknown) : undefined;
  return Array.isArray(allowed) ? names(allowed) : undefined;
}

function detailOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'string' && issue.message.includes('array')) return 'give this once';
      return issue.message.includes('undefined') ? 'is needed' : issue.message.replace('Invalid input: ', '');
    case 'too_big':
      return issue.message.startsWith('Too big') ? `at most ${issue.maximum}` : issue.message;
    case 'too_small':
      return issue.message.startsWith('Too small') ? `at least ${issue.minimum}` : issue.message;
    case 'invalid_value':
      return 'is not one of the allowed values';
    default:
      return issue.message;
  }
}

/** What was wrong, field by field, at most 20; never the value itself beyond what the rule quotes. */
export function problemFields(issues: readonly Issue[], target: 'query' | 'body' | 'path'): ProblemField[] {
  const fields = issues.flatMap((issue): ProblemField[] => {
    const path = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    const allowed = allowedOf(issue);
    return path.map((parts) => ({
      ...(target === 'body'
        ? { pointer: `/${parts.map((part) => String(part).slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}` }
        : { parameter: String(parts[0] ?? '').slice(0, 60) }),
      detail: detailOf(issue),
      ...(allowed === undefined ? {} : { allowed }),
    }));
  });
  return fields.slice(0, 20);
}

/** One line for people: the first field and its remedy. */
export function invalidRequest(issues: readonly Issue[], target: 'query' | 'body' | 'path'): ProblemError {
  const fields = problemFields(issues, target);
  const first = fields[0];
  const name = first?.parameter ?? first?.pointer ?? '';
  const more = fields.length > 1 ? ` (and ${fields.length - 1} more)` : '';
  const allowed = first?.allowed && first.allowed.length <= 30 ? `; allowed: ${first.allowed.join(', ')}` : '';
  return new ProblemError('invalid-request', `${name}: ${first?.detail ?? 'not valid'}${allowed}${more}`, fields);
}
