import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Env, readEnv } from '#src/env';
import { StartError } from '#src/domain/start-error';

test('nothing set is a whole configuration', () => {
  expect(readEnv({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', DATA_DIR: './data', TRUSTED_PROXIES: [], keys: {} });
});

test.each([
  ['PORT', 'nine'],
  ['PORT', '70000'],
  ['DATABASE_URL', 'mysql://x'],
  ['CONTACT_URL', 'javascript:alert(1)'],
  ['PUBLIC_URL', 'ftp://example.org'],
  ['SECRET_KEY', 'short'],
  ['LOG_LEVEL', 'loud'],
  ['SMTP_URL', 'http://example.org'],
])('%s=%s is one line that names the variable', (name, value) => {
  expect(() => readEnv({ [name]: value })).toThrow(StartError);
  expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`^${name}: `));
});

test('mail needs an address for its links and a sender', () => {
  expect(() => readEnv({ SMTP_URL: 'smtp://mail.example.org' })).toThrow(/PUBLIC_URL.*MAIL_FROM/);
  expect(
    readEnv({ SMTP_URL: 'smtp://mail.example.org', PUBLIC_URL: 'https://jobs.example.org', MAIL_FROM: 'a@example.org' }).SMTP_URL,
  ).toBeDefined();
});

test('a value may stand in a file, and a missing file is said', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backboard-env-'));
  writeFileSync(join(folder, 'key'), 'a-key-of-sixteen-letters\n');
  expect(readEnv({ SECRET_KEY_FILE: join(folder, 'key') }).SECRET_KEY).toBe('a-key-of-sixteen-letters');
  expect(readEnv({ REED_API_KEY_FILE: join(folder, 'key') }, ['REED_API_KEY']).keys).toEqual({ REED_API_KEY: 'a-key-of-sixteen-letters' });
  expect(() => readEnv({ SECRET_KEY_FILE: join(folder, 'none') })).toThrow(/SECRET_KEY_FILE: cannot read/);
});

test('proxies are read in either case, other names only as written', () => {
  expect(readEnv({ https_proxy: 'http://outgoing.example:3128' }).HTTPS_PROXY).toBe('http://outgoing.example:3128');
  expect(readEnv({ port: '9' }).PORT).toBe(3000);
});

describe('every variable stands in the documents', () => {
  const root = join(import.meta.dirname, '../..');
  test.each(Object.keys(Env.shape))('%s in the README', (name) => {
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`\`${name}\``);
  });
});
