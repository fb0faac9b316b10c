import { readFileSync } from 'node:fs';
import { refusalOfBoard } from '#scrapers/index';
import type { Source } from '#scrapers/source';
import { StartError } from '../domain/start-error.js';

export interface BoardName {
  readonly source: string;
  readonly slug: string;
}

/**
 * Reads `BOARDS_FILE`: `platform board` a line, `#` begins a comment.
 * @throws StartError naming the line and what is wrong with it
 */
export function readBoardsFile(file: string, platforms: ReadonlyMap<string, Pick<Source, 'slugPattern' | 'hosts'>>): readonly BoardName[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartError(`BOARDS_FILE: cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
  }
  const boards = new Map<string, BoardName>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const words = (line.split('#', 1)[0] ?? '').trim();
    if (words === '') continue;
    const [source = '', ...rest] = words.split(/\s+/);
    const slug = rest.join(' ');
    const platform = platforms.get(source);
    if (platform === undefined)
      throw new StartError(`BOARDS_FILE line ${index + 1}: «${source}» is no source; known are ${[...platforms.keys()].join(', ')}`);
    if (slug === '' || !platform.slugPattern.test(slug))
      throw new StartError(`BOARDS_FILE line ${index + 1}: «${slug}» is no name of a board at ${source}`);
    const refusal = refusalOfBoard(platform, slug);
    if (refusal !== null) throw new StartError(`BOARDS_FILE line ${index + 1}: ${refusal}`);
    boards.set(`${source} ${slug}`, { source, slug });
  }
  return [...boards.values()];
}
