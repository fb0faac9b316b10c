import { foldOf } from '#src/text/fold';
import { storableText, type Db } from '../transaction.js';

const SLUG_LENGTH = 60;

/** Words of a text as they stand in an address: ASCII letters and digits, joined by hyphens; '' when none is left. */
export function slugOf(text: string, length = SLUG_LENGTH): string {
  return foldOf(text.slice(0, 300).replaceAll('+', ' plus ').replaceAll('#', ' sharp '))
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, length)
    .replace(/-$/, '');
}

/** The key under which an employer is kept; a name without any word of its own is its own key. */
export const employerKeyOf = (company: string, companyKey: string): string =>
  companyKey === '' ? `=${company.trim().toLowerCase().slice(0, 200)}` : companyKey;

/** Ids of employers by key; who is new gets a row with a free slug. */
export async function companyIdsOf(db: Db, employers: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, number>> {
  const keys = [...employers.keys()];
  const read = async () =>
    new Map(
      (await db<{ id: number; key: string }[]>`select id, key from company where key = any (${keys}::text[])`).map((row) => [
        row.key,
        row.id,
      ]),
    );
  let known = await read();
  if (known.size === keys.length) return known;
  await addPlainly(
    db,
    [...employers].filter(([key]) => !known.has(key)),
  );
  known = await read();
  for (const [key, name] of employers) {
    if (!known.has(key)) await addCompany(db, key, nameOf(name));
  }
  if (known.size < keys.length) known = await read();
  return known;
}

const nameOf = (name: string): string => storableText(name).slice(0, 200);

/** Adds all whose slug nobody has, in one statement; the others need a number. */
async function addPlainly(db: Db, employers: readonly (readonly [key: string, name: string])[]): Promise<void> {
  const bySlug = new Map<string, { readonly key: string; readonly name: string }>();
  for (const [key, given] of employers) {
    const name = nameOf(given);
    const slug = slugOf(name) || 'company';
    if (!bySlug.has(slug)) bySlug.set(slug, { key, name });
  }
  const added = [...bySlug].sort(([a], [b]) => (a < b ? -1 : 1));
  await db`
    insert into company (key, slug, name)
    select * from unnest(${added.map(([, { key }]) => key)}::text[], ${added.map(([slug]) => slug)}::text[], ${added.map(([, { name }]) => name)}::text[])
    on conflict do nothing`;
}

async function addCompany(db: Db, key: string, name: string): Promise<void> {
  const base = slugOf(name) || 'company';
  const [free] = await db<{ n: number }[]>`
    select n from generate_series(1, 1000) n
    where not exists (select from company where slug = case when n = 1 then ${base}::text else ${base}::text || '-' || n end)
    order by n limit 1`;
  const n = free?.n ?? 1;
  // Another process may take the slug in between: then the key's own hash tells them apart.
  const added = await db`
    insert into company (key, slug, name) values (${key}, ${n === 1 ? base : `${base}-${n}`}, ${name}) on conflict do nothing returning id`;
  if (added.length > 0) return;
  await db`insert into company (key, slug, name) values (${key}, ${base} || '-' || left(md5(${key}), 8), ${name}) on conflict do nothing`;
}
