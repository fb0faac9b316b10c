import { defineConfig } from 'drizzle-kit';

/** Only to compare `db/schema` with the hand-written migrations, which are what runs. */
export default defineConfig({ dialect: 'postgresql', schema: './db/schema/*.ts', out: './db/migrations' });
