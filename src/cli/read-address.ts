import { recogniseBoard, sourceOf } from '#scrapers/index';
import { offReasonOf } from './seed-boards.js';
import type { AddressReading } from '../http/board-adding.js';
import type { Env } from '../env.js';

/** A page of a company's own, read by its markup or as a feed. `null`: no public https address. */
function genericBoard(address: string): { readonly source: string; readonly slug: string } | null {
  const text = address.trim();
  const whole = /^[a-z][a-z0-9+.-]{0,20}:/i.test(text) ? text : `https://${text}`;
  if (text.length > 600 || !URL.canParse(whole)) return null;
  const url = new URL(whole);
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') return null;
  const source = /\b(?:rss|atom|feed)\b/i.test(url.pathname) ? 'feed' : 'json-ld';
  const slug = `${url.hostname}${url.pathname === '/' ? '' : url.pathname}${url.search}`;
  return sourceOf(source)?.slugPattern.test(slug) === true ? { source, slug } : null;
}

/** What an address that a person pasted is to this installation; nothing is asked of the network. */
export function readAddress(address: string, env: Pick<Env, 'SOURCES' | 'keys'>): AddressReading {
  const found = recogniseBoard(address);
  if (found !== null && 'refused' in found) return { kind: 'refused', reason: `${found.refused} is not read. ${found.reason}` };
  const board = found ?? genericBoard(address);
  if (board === null) return { kind: 'unknown' };
  const source = sourceOf(board.source);
  if (source === null) return { kind: 'unknown' };
  const off = offReasonOf(source, env);
  if (off !== null) return { kind: 'refused', reason: off };
  return { kind: 'board', source: source.id, name: source.name, slug: board.slug, minIntervalMinutes: source.minIntervalMinutes };
}
