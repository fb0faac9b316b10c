import type { IsBackend } from '#src/domain/posting';
import { answer, type BackendVerdict } from './backend-verdict.js';
import { verdictOfHead } from './head-verdict.js';
import { verdictWithoutHead } from './headless-verdict.js';
import { managementOf } from './management.js';
import { areListed, headsOf, ownFields } from './title-head.js';
import { readTitle, type TitleReading } from './title-words.js';

const RANK: Record<IsBackend, number> = { yes: 2, maybe: 1, no: 0 };

/** The verdict of a title that has been read. */
export function backendOfReading(reading: TitleReading): BackendVerdict {
  if (reading.words.length === 0) return answer(reading, 'no', 'none', 0.99, 'the title is empty');
  const heads = headsOf(reading, managementOf(reading));
  const first = heads[0];
  if (first === undefined) return verdictWithoutHead(reading);
  const manager = heads.find((head) => head.kind === 'manager');
  const person = heads.find((head) => head.kind !== 'manager' && head.kind !== 'occupation');
  if (manager !== undefined && first.kind !== 'occupation') {
    const managed = verdictOfHead(reading, heads, manager);
    if (person === undefined) return managed;
    // «VP, Backend Engineer», «CTO (Backend Developer)»: the person named beside the rung says what the work is.
    const named = verdictOfHead(reading, heads, person);
    return RANK[named.verdict] > RANK[managed.verdict] ? named : managed;
  }
  // «Member of Technical Staff: Data Researcher»: the rung says nothing of the trade, the next noun does.
  const trade = first.kind === 'technical-staff' ? heads.find((head) => head.kind === 'occupation' && head.part !== first.part) : undefined;
  if (trade !== undefined) return verdictOfHead(reading, heads, trade);
  let best = verdictOfHead(reading, heads, first);
  const bare = best.verdict === 'maybe' && best.confidence <= 0.75;
  let previous = first;
  for (const head of heads) {
    if (head.from <= first.from) continue;
    const listed = areListed(reading, previous, head);
    previous = head;
    if (head.kind === 'occupation') continue;
    const own = ownFields(reading, heads, head);
    const other = verdictOfHead(reading, heads, head);
    if (bare && other.verdict === 'no' && [...own.left, ...own.right].length > 0) return other;
    // A second role is on offer when it is listed; beside a role in scope it says more about the same one.
    if (!listed && best.verdict === 'no') continue;
    // «Researcher / Engineer»: a bare noun shares the words of the one before it.
    if (best.verdict === 'no' && own.left.length === 0 && own.right.length === 0 && (head.kind === 'engineer' || head.kind === 'architect'))
      continue;
    if (RANK[other.verdict] > RANK[best.verdict] && !(best.verdict === 'no' && first.kind === 'occupation' && head.kind === 'specialist'))
      best = other;
    else if (other.family === 'architect' && other.verdict === best.verdict) best = other;
  }
  return best;
}

/**
 * Whether a title alone names backend work: `yes`, `no`, or `maybe` where only the description can tell. The reader asks for a detail
 * page unless it is `no`. Never throws; reads at most 300 units.
 */
export function backendOfTitle(title: string): BackendVerdict {
  return backendOfReading(readTitle(title));
}
