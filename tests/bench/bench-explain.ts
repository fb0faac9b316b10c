/**
 * `npm run bench:explain -- --data DIR [--whole]`: what PostgreSQL does for the five commonest questions, by `EXPLAIN (ANALYZE, BUFFERS)`
 * of the very statements that the store sends. Without `--whole` one line a statement: time, buffers, and the nodes that read tables.
 */
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { openClients } from '#db/client';
import { createStore } from '#db/store/store';
import { openDatabase } from '#src/cli/open-database';
import { ListingFilter } from '#src/domain/listing-filter';
import { FACETS, type Store } from '#src/store';

const { values } = parseArgs({ options: { data: { type: 'string' }, whole: { type: 'boolean', default: false } } });
if (values.data === undefined) {
  console.error('usage: npm run bench:explain -- --data DIR [--whole], a folder that `npm run bench:seed` has filled');
  process.exit(2);
}

interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}
interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly Plan[];
}

const sent: Statement[] = [];
const database = await openDatabase({ DATABASE_URL: undefined, DATA_DIR: values.data }, () => undefined);
const clients = openClients(database.url, { max: 1 });
const watched = postgres(database.url, {
  max: 1,
  onnotice: () => undefined,
  connection: { TimeZone: 'UTC' },
  debug: (_connection, text, parameters) => void sent.push({ text, parameters: parameters as readonly unknown[] }),
});

/** Statements that one question sends, apart from what the driver asks for itself and what opens a transaction. */
async function statementsOf(ask: () => Promise<unknown>): Promise<Statement[]> {
  sent.length = 0;
  await ask();
  return sent.filter(({ text }) => /^\s*(select|with)/i.test(text) && !text.includes('pg_catalog')).splice(0);
}

/** Reads of tables in a plan, outermost first: `Index Scan using listing_newest`. */
function readsOf(plan: Plan): string[] {
  const from = plan['Index Name'] ?? plan['Relation Name'];
  const own = from === undefined ? [] : [`${plan['Node Type']} ${from} (${plan['Actual Rows'] * plan['Actual Loops']} rows)`];
  return [...own, ...(plan.Plans ?? []).flatMap(readsOf)];
}

try {
  const store: Store = createStore({ ...clients, sql: watched });
  const [newest] = await clients.sql<
    { at: Date; id: number }[]
  >`select posted_at as at, id from listing order by posted_at desc, id desc limit 1`;
  if (newest === undefined) throw new Error('the folder holds no listings');
  const now = new Date(newest.at.getTime() + 86_400_000);
  const everything = ListingFilter.parse({});
  const senior = ListingFilter.parse({ level: ['senior'], language: ['go'] });
  const text = ListingFilter.parse({ q: 'backend kubernetes' });
  const page = (filter: ListingFilter) => () => store.findListings({ filter, sort: 'newest', limit: 20, after: null, now });
  const questions: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['newest listings of all, with the total', page(everything)],
    ['senior, Go, with the total', page(senior)],
    ['words in the text, with the total', page(text)],
    ['all facets of senior, Go', () => store.facets(senior, FACETS, now)],
    ['one listing by its id', () => store.getListing(newest.id)],
  ];
  const told = [];
  for (const [question, ask] of questions) {
    // Once without looking: buffers are as warm as on a board that is read.
    await ask();
    const statements = await statementsOf(ask);
    console.log(`\n## ${question}: ${statements.length} statement${statements.length === 1 ? '' : 's'}`);
    let [ms, hit, read] = [0, 0, 0];
    for (const statement of statements) {
      if (values.whole) {
        const lines = await clients.sql.unsafe<{ 'QUERY PLAN': string }[]>(
          `explain (analyze, buffers) ${statement.text}`,
          statement.parameters as never[],
        );
        console.log(`${statement.text.trim()}\n${lines.map((line) => line['QUERY PLAN']).join('\n')}\n`);
      }
      const [row] = await clients.sql.unsafe<{ 'QUERY PLAN': { Plan: Plan; 'Execution Time': number }[] }[]>(
        `explain (analyze, buffers, format json) ${statement.text}`,
        statement.parameters as never[],
      );
      const top = row?.['QUERY PLAN'][0];
      if (top === undefined) throw new Error('no plan came');
      ms += top['Execution Time'];
      hit += top.Plan['Shared Hit Blocks'] ?? 0;
      read += top.Plan['Shared Read Blocks'] ?? 0;
      if (top['Execution Time'] >= 0.05 || statements.length <= 3)
        console.log(
          `${top['Execution Time'].toFixed(2)} ms, ${top.Plan['Shared Hit Blocks'] ?? 0} + ${top.Plan['Shared Read Blocks'] ?? 0} buffers: ${readsOf(top.Plan).join(' · ')}`,
        );
    }
    told.push({ question, statements: statements.length, ms: Math.round(ms * 100) / 100, buffersHit: hit, buffersRead: read });
  }
  console.log(JSON.stringify({ bench: 'explain', listings: await store.countListings(everything, now), questions: told }));
} finally {
  await watched.end({ timeout: 5 });
  await clients.close();
  await database.close();
}
