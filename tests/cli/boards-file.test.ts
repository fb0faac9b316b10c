import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBoardsFile } from '#src/cli/boards-file';

const platforms = new Map([
  ['ashby', { slugPattern: /^[\w .-]+$/, hosts: ['api.ashbyhq.com'] }],
  ['lever', { slugPattern: /^[\w-]+$/, hosts: ['api.lever.co'] }],
  ['feed', { slugPattern: /^[\w./-]+$/, hosts: [] }],
]);
const fileWith = (text: string) => {
  const file = join(mkdtempSync(join(tmpdir(), 'backboard-boards-')), 'boards.txt');
  writeFileSync(file, text);
  return file;
};

test('a line is a platform and a board; comments, blank lines and repetitions are left out', () => {
  expect(readBoardsFile(fileWith('# mine\nashby acme\r\n\nlever acme # twice\nlever acme\nashby Acme AI\n'), platforms)).toEqual([
    { source: 'ashby', slug: 'acme' },
    { source: 'lever', slug: 'acme' },
    { source: 'ashby', slug: 'Acme AI' },
  ]);
});

test.each([
  ['linkedin acme', /line 1: «linkedin» is no source; known are ashby, lever, feed/],
  ['ashby acme\nlever ../../etc', /line 2: «..\/..\/etc» is no name of a board/],
  ['ashby', /line 1: «» is no name of a board/],
  ['ashby acme\nfeed weworkremotely.com/remote-jobs.rss', /line 2: We Work Remotely is not read/],
  ['feed de.indeed.com/rss', /line 1: Indeed is not read/],
])('%j is refused, naming the line', (text, message) => {
  expect(() => readBoardsFile(fileWith(text), platforms)).toThrow(message);
});

test('a missing file is one line', () => {
  expect(() => readBoardsFile('/nowhere/boards.txt', platforms)).toThrow(/^BOARDS_FILE: cannot read/);
});
