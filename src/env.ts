import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { StartError } from './domain/start-error.js';

const port = z.coerce.number().int().min(0).max(65_535);
const httpUrl = z.url({ protocol: /^https?$/ });

/** Every variable the product reads. Each may also be given as `NAME_FILE`: a file that holds the value. */
export const Env = z.object({
  PORT: port.default(3000).describe('port of the site and the API; 0 picks a free one'),
  HOST: z.string().min(1).default('127.0.0.1').describe('address to listen on'),
  DATA_DIR: z.string().min(1).default('./data').describe('folder of everything that is kept: database, mails written to files'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'a PostgreSQL address: postgres://user:password@host:5432/database')
    .optional()
    .describe('PostgreSQL 15 or newer to use instead of the embedded one'),
  BOARDS_FILE: z.string().min(1).optional().describe('file of boards, `platform board` a line, that stands in for the catalogue'),
  PUBLIC_URL: httpUrl.optional().describe('address under which people reach the site; needed with SMTP_URL'),
  CONTACT_URL: z
    .union([httpUrl, z.string().regex(/^mailto:[^\s@]+@[^\s@]+$/)])
    .default('https://github.com/backboard/backboard')
    .describe('stands in the User-Agent: where a site’s owner reaches you'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'an SMTP address: smtp://user:password@host:587')
    .optional()
    .describe('mail server; without it mails are written to files in DATA_DIR/mail'),
  MAIL_FROM: z.string().min(3).optional().describe('sender of mails; needed with SMTP_URL'),
  SECRET_KEY: z
    .string()
    .min(16, 'at least 16 characters')
    .optional()
    .describe('signs cursors and links; unset: made once and kept in the database'),
  ADMIN_TOKEN: z
    .string()
    .min(16, 'at least 16 characters')
    .optional()
    .describe('lets its bearer add boards on the sources page, read /metrics and report bounces'),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .describe('addresses of reverse proxies whose X-Forwarded-For is believed, separated by commas'),
  SOURCES: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .describe('opt-in sources to read as well, separated by commas'),
  LISTING_INDEX: z
    .enum(['on', 'off'])
    .default('on')
    .describe('off: searches are answered by PostgreSQL alone, slower and in less memory; text results then come newest first'),
  ALLOW_PRIVATE_TARGETS: z
    .string()
    .optional()
    .describe('networks (CIDR, separated by commas) that webhooks may reach although they are private'),
  JOB_POSTING_MARKUP: z
    .enum(['on', 'off'])
    .default('off')
    .describe('on: open listings carry schema.org JobPosting for search engines, with pay only as the employer states it'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn').describe('least severe message that is logged'),
  HTTPS_PROXY: z.string().optional().describe('proxy for every outgoing https request'),
  HTTP_PROXY: z.string().optional().describe('proxy for every outgoing http request'),
  NO_PROXY: z.string().optional().describe('hosts that are reached without the proxy'),
});
export type Env = z.output<typeof Env> & { readonly keys: Readonly<Record<string, string>> };

const valueOf = (variables: NodeJS.ProcessEnv, name: string): string | undefined => {
  const direct = variables[name] ?? (name.endsWith('_PROXY') ? variables[name.toLowerCase()] : undefined);
  if (direct !== undefined && direct !== '') return direct;
  const file = variables[`${name}_FILE`];
  if (file === undefined || file === '') return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new StartError(`${name}_FILE: cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
  }
};

/**
 * Reads and checks the environment.
 * @param keyVariables names of the variables that hold keys of sources
 * @throws StartError one line that names the variable and the remedy
 */
export function readEnv(variables: NodeJS.ProcessEnv, keyVariables: readonly string[] = []): Env {
  const given = Object.fromEntries(Object.keys(Env.shape).map((name) => [name, valueOf(variables, name)]));
  const parsed = Env.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new StartError(
      `${String(issue?.path[0] ?? 'environment')}: ${issue?.message ?? 'not valid'} (it is set to a value that cannot be used)`,
    );
  }
  const env = parsed.data;
  if (env.SMTP_URL !== undefined && (env.PUBLIC_URL === undefined || env.MAIL_FROM === undefined)) {
    throw new StartError(
      'SMTP_URL needs PUBLIC_URL (links in mails point there) and MAIL_FROM (their sender); set both, or unset SMTP_URL to write mails to files',
    );
  }
  const keys = Object.fromEntries(
    keyVariables.flatMap((name) => {
      const value = valueOf(variables, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return { ...env, keys };
}
