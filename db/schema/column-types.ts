import { customType } from 'drizzle-orm/pg-core';

export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
/** Made from our own terms, as text. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
/** Number of a transaction, as text: it outgrows a JavaScript number. */
export const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });
