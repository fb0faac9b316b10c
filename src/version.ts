import { readFileSync } from 'node:fs';

/** Of package.json, wherever this file was compiled to. */
export const VERSION: string = (() => {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const found = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as { name?: string; version?: string };
      if (found.name === 'backboard' && found.version !== undefined) return found.version;
    } catch {
      continue;
    }
  }
  return '0.0.0';
})();
