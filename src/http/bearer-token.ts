import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { ProblemError } from './problem.js';

const refused = (what: string) => new ProblemError('not-authorised', what, [], { 'WWW-Authenticate': 'Bearer' });

/** The token of `Authorization: Bearer …`. @throws ProblemError 401 when there is none */
export function bearerToken(context: Context): string {
  const match = /^Bearer +([\x21-\x7e]{1,500})$/i.exec(context.req.header('Authorization') ?? '');
  if (match?.[1] === undefined) throw refused('Send the token as «Authorization: Bearer …».');
  return match[1];
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compared in constant time. */
export const isAdminToken = (given: string, adminToken: string): boolean => timingSafeEqual(digest(given), digest(adminToken));

/** @throws ProblemError 401 unless the administrator's token is set and sent; compared in constant time */
export function requireAdmin(context: Context, adminToken: string | null): void {
  if (adminToken === null) throw refused('This needs ADMIN_TOKEN, which is not set on this installation.');
  if (!isAdminToken(bearerToken(context), adminToken)) throw refused('This token is not the administrator’s.');
}
