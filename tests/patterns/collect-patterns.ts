import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { patternsIn, type WrittenPattern } from './pattern-literals.js';

/** Folders whose code meets text of others. */
const FOLDERS = ['src', 'scrapers', 'db', 'jobs'];
/** Entries of processes and threads, and the makers of data files: these alone start something when they are imported. */
const ENTRIES = /^src\/cli\.ts$|-thread\.ts$|-(?:pack|build)\.ts$/;

function* filesOf(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesOf(path);
    else if (/\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts')) yield path;
  }
}

/** The file of ours that a stack names first. */
function callerIn(stack: string): string | null {
  for (const line of stack.split('\n').slice(2)) {
    if (line.includes('node_modules') || line.includes('node:')) return null;
    const place = /\/((?:src|scrapers|db|jobs)\/[\w./-]+\.tsx?):(\d+)/.exec(line);
    if (place !== null) return `${place[1]}:${place[2]}`;
  }
  return null;
}

/**
 * Every pattern of the product: those written in its files, and those that its modules build from tables while they are imported
 * (the constructor notes them). Each once, with the first place that has it.
 */
export async function collectPatterns(root: string): Promise<WrittenPattern[]> {
  const patterns = new Map<string, WrittenPattern>();
  const add = (pattern: WrittenPattern): void => {
    const key = `/${pattern.source}/${pattern.flags}`;
    if (!patterns.has(key)) patterns.set(key, pattern);
  };
  process.chdir(root);
  const files = FOLDERS.flatMap((folder) => [...filesOf(folder)]);
  for (const file of files) for (const pattern of patternsIn(readFileSync(file, 'utf8'), file)) add(pattern);

  const Native = globalThis.RegExp;
  const note = (given: unknown[]): void => {
    const where = callerIn(new Error('where').stack ?? '');
    if (where === null) return;
    const [source, flags] = given;
    if (typeof source === 'string') add({ source, flags: typeof flags === 'string' ? flags : '', where });
  };
  globalThis.RegExp = new Proxy(Native, {
    construct: (target, given: unknown[]) => {
      note(given);
      return Reflect.construct(target, given) as RegExp;
    },
    apply: (target, self, given: unknown[]) => {
      note(given);
      return Reflect.apply(target, self, given) as RegExp;
    },
  });
  try {
    for (const file of files) if (!ENTRIES.test(file)) await import(pathToFileURL(join(root, file)).href);
  } finally {
    globalThis.RegExp = Native;
  }
  return [...patterns.values()];
}
