// Compiles to dist/ and copies the data files that the code reads beside it. `--if-stale` does nothing when dist is newer than every source.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
process.chdir(root);
const ROOMS = ['src', 'scrapers', 'db', 'jobs'];
const DATA = /\.(json|gz|tsv|csv|sql|css|svg)$|client\.js$/;

function* filesOf(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesOf(path);
    else yield path;
  }
}
const sources = [...ROOMS.flatMap((room) => [...filesOf(room)]), 'tsconfig.json', 'tsconfig.build.json', 'package.json', 'build.mjs'];
// Its own mark: the compiler's notes are also written by a mere check, which builds nothing.
const stamp = join('dist', '.built');
if (process.argv.includes('--if-stale') && existsSync(stamp)) {
  const built = statSync(stamp).mtimeMs;
  if (sources.every((file) => statSync(file).mtimeMs <= built)) process.exit(0);
}
if (!existsSync(join('node_modules', 'typescript'))) {
  // An installation without development packages runs what was built before; installing must not fail for it.
  if (process.argv.includes('--prepare') || existsSync(join('dist', 'src', 'main.js'))) process.exit(0);
  console.error('backboard: dist is missing and TypeScript is not installed; run «npm ci» (with development packages) once.');
  process.exit(1);
}
const require = createRequire(import.meta.url);
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
// Without what it made, the compiler's notes would have it make nothing.
if (!existsSync(join('dist', 'src', 'cli.js'))) rmSync(join('dist', '.tsbuildinfo'), { force: true });
try {
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
} catch {
  process.exit(1);
}
for (const file of sources)
  if (DATA.test(file) && !file.startsWith('package') && !file.startsWith('tsconfig'))
    cpSync(file, join('dist', file), { preserveTimestamps: true });
writeFileSync(stamp, '');
