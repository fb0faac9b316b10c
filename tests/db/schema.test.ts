import { getTableColumns, getTableName, isTable, type Table } from 'drizzle-orm';
import { PgArray, type PgColumn } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as board from '#db/schema/board';
import * as boardCatalogue from '#db/schema/board-catalogue';
import * as changeLog from '#db/schema/change-log';
import * as company from '#db/schema/company';
import * as delivery from '#db/schema/delivery';
import * as fxRate from '#db/schema/fx-rate';
import * as host from '#db/schema/host';
import * as listing from '#db/schema/listing';
import * as pay from '#db/schema/pay';
import * as place from '#db/schema/place';
import * as posting from '#db/schema/posting';
import * as run from '#db/schema/run';
import * as savedSearch from '#db/schema/saved-search';
import * as setting from '#db/schema/setting';
import * as source from '#db/schema/source';
import * as sourceRow from '#db/schema/source-row';
import { freshDatabase, type TestDatabase } from '../support/database.js';

const MODULES = [
  board,
  boardCatalogue,
  changeLog,
  company,
  delivery,
  fxRate,
  host,
  listing,
  pay,
  place,
  posting,
  run,
  savedSearch,
  setting,
  source,
  sourceRow,
];

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const typeOf = (column: PgColumn): string =>
  column instanceof PgArray ? `${(column.baseColumn as PgColumn).getSQLType()}[]` : column.getSQLType();

it('declares the tables as the migrations make them: names, types, and what may be null', async () => {
  const declared: string[] = [];
  for (const table of MODULES.flatMap((module): Table[] => Object.values(module).filter((value) => isTable(value)))) {
    for (const column of Object.values(getTableColumns(table))) {
      declared.push(`${getTableName(table)}.${column.name} ${typeOf(column as PgColumn)}${column.notNull ? ' not null' : ''}`);
    }
  }
  const made = await database.sql<{ line: string }[]>`
    select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end as line
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> 'schema_migration'`;
  expect(declared.sort()).toEqual(made.map((row) => row.line).sort());
});

it('asks for no extension', async () => {
  const extensions = await database.sql`select extname from pg_extension where extname <> 'plpgsql'`;
  expect(extensions).toEqual([]);
});
