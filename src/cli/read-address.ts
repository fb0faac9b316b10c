import { recogniseBoard, sourceOf } from '#scrapers/index';
import { offReasonOf } from './seed-boards.js';
import type { AddressReading } from '../http/board-adding.js';
import type { Env } from '../env.js';

/** What an address that a person pasted is to this installation; nothing is asked of the network. */
export function readAddress(address: string, env: Pick<Env, 'SOURCES' | 'keys'>): AddressReading {
  const found = recogniseBoard(address);
  if (found === null) return { kind: 'unknown' };
  if ('refused' in found) return { kind: 'refused', reason: `${found.refused} is not read. ${found.reason}` };
  const source = sourceOf(found.source);
  if (source === null) return { kind: 'unknown' };
  const off = offReasonOf(source, env);
  if (off !== null) return { kind: 'refused', reason: off };
  return { kind: 'board', source: source.id, name: source.name, slug: found.slug, minIntervalMinutes: source.minIntervalMinutes };
}
