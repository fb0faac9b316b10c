import type { Context } from 'hono';
import { ProblemError } from './problem.js';

/** Every text of a form by its field's name; files are left out. */
export type Form = Readonly<Record<string, readonly string[]>>;

/**
 * @returns the fields of a form; none where the body is of another type
 * @throws ProblemError (400) when the body is not the form that its type says; what the limit of the body's size throws goes through
 */
export async function readForm(context: Context): Promise<Form> {
  try {
    const fields = await context.req.parseBody({ all: true });
    return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, [value].flat().filter((one) => typeof one === 'string')]));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ProblemError('invalid-request', 'The form could not be read: send its fields as application/x-www-form-urlencoded.', [
      { pointer: '', detail: 'is not a form of the type that it says' },
    ]);
  }
}
