import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

/** What each room may import of ours. The order of a row is the order of the table in the README. */
const RINGS: Record<string, readonly string[]> = {
  'src/domain': [],
  'src/text': [],
  'src/normalise': ['src/domain', 'src/text'],
  'src/insights': ['src/domain'],
  'src/search': ['src/domain', 'src/text'],
  'src/alerts': ['src/domain'],
  'src/net': [],
  'src/store': ['src/domain'],
  'src/http': ['src/domain', 'src/normalise', 'src/alerts', 'src/insights', 'src/store', 'src/web', 'src/search'],
  'src/web': ['src/domain', 'src/store'],
  'src/demo': ['src/domain'],
  'src/env': ['src/domain'],
  'src/log': ['src/domain'],
  scrapers: ['src/domain', 'src/net'],
  db: ['src/domain', 'src/text', 'src/store'],
  jobs: ['src/domain', 'src/text', 'src/normalise', 'src/insights', 'src/search', 'src/alerts', 'src/net', 'src/store', 'scrapers'],
};
/** Wiring sees all; tests prove all. */
const WIRING = ['src/main', 'src/cli', 'src/index-thread', 'src/interpret-thread', 'src/pay-thread', 'tests'];
/** Rooms of which `http` sees types alone. */
const TYPES_ONLY: Record<string, readonly string[]> = { 'src/http': ['src/insights', 'src/search'] };

const root = join(import.meta.dirname, '..');
const filesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));

/** The room of a module: its top folder, or the folder below `src`. */
function roomOf(path: string): string {
  const parts = path.replace(/\.(tsx?|js)$/, '').split('/');
  return parts[0] === 'src' ? `src/${parts[1] ?? ''}` : (parts[0] ?? '');
}

const IMPORT = /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

interface Arrow {
  readonly file: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function arrowsOf(file: string): Arrow[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(IMPORT)].flatMap((match) => {
    const target = match[3] ?? match[4] ?? '';
    const to = target.startsWith('#') ? target.slice(1) : target.startsWith('.') ? relative(root, join(root, dirname(file), target)) : null;
    return to === null ? [] : [{ file, to, typeOnly: match[2] !== undefined }];
  });
}

const arrows = ['src', 'scrapers', 'db', 'jobs'].flatMap(filesOf).flatMap(arrowsOf);

test('the imports were found', () => {
  expect(arrows.length).toBeGreaterThan(100);
});

test('every arrow between rooms is in the table', () => {
  const wrong = arrows.filter(({ file, to, typeOnly }) => {
    const from = roomOf(file);
    const room = roomOf(to);
    if (from === room || WIRING.includes(from)) return false;
    if (TYPES_ONLY[from]?.includes(room)) return !typeOnly;
    return !(RINGS[from]?.includes(room) ?? false);
  });
  expect(wrong.map(({ file, to }) => `${file} → ${to}`)).toEqual([]);
});

test('folders are crossed by subpath imports, and only the door reaches the network', () => {
  const crossed = ['src', 'scrapers', 'db', 'jobs'].flatMap(filesOf).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const top = file.split('/')[0];
    const relatives = [...text.matchAll(/from '(\.[^']+)'/g)].map((match) => relative(root, join(root, dirname(file), match[1] ?? '')));
    return relatives.filter((path) => path.split('/')[0] !== top).map((path) => `${file} → ${path}`);
  });
  expect(crossed).toEqual([]);
  const callers = ['src', 'scrapers', 'db', 'jobs']
    .flatMap(filesOf)
    .filter((file) => !file.startsWith('src/net/'))
    .filter((file) => /from 'undici'|from 'node:https?'|(?<![.\w])fetch\(/.test(readFileSync(join(root, file), 'utf8')));
  expect(callers).toEqual([]);
});
