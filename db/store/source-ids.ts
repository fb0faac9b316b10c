import type { Db } from '../transaction.js';

/** Codes of sources by name; a source that is new gets its code. */
export async function sourceIdsOf(db: Db, slugs: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const wanted = [...new Set(slugs)];
  const read = async () =>
    new Map(
      (await db<{ id: number; slug: string }[]>`select id, slug from source where slug = any (${wanted}::text[])`).map((row) => [
        row.slug,
        row.id,
      ]),
    );
  const known = await read();
  if (known.size === wanted.length) return known;
  await db`insert into source (slug) select unnest(${wanted.filter((slug) => !known.has(slug))}::text[]) on conflict do nothing`;
  return read();
}
