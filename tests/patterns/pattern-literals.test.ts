import { describe, expect, it } from 'vitest';
import { patternsIn } from './pattern-literals.js';

const sourcesIn = (code: string): string[] => patternsIn(code, 'x.ts').map(({ source, flags }) => `${source} ${flags}`);

describe('patterns written in code', () => {
  it('finds them where a value may begin, with their line', () => {
    expect(sourcesIn('const a = /x[/]\\/y/giu;\nif (/b/.test(c)) return /d/;')).toEqual(['x[/]\\/y giu', 'b ', 'd ']);
    expect(sourcesIn('list.map((one) => /e/.exec(one) ?? !/f/u.test(one))')).toEqual(['e ', 'f u']);
    expect(patternsIn('\n\n  /z/g,', 'x.ts')).toEqual([{ source: 'z', flags: 'g', where: 'x.ts:3' }]);
  });

  it('takes no division, string, comment, tag or template for one', () => {
    expect(sourcesIn('const half = a / 2 / (b) / c[0] / 1; // a /x/ b\n/* /y/ */ const t = "/z/" + `/q/ ${a / 2 / b} /r/`;')).toEqual([]);
    expect(sourcesIn('const e = <p class="a">x</p>;')).toEqual([]);
  });

  it('reads the holes of templates', () => {
    expect(sourcesIn('const t = `a ${b.replace(/x/g, "") + `${c.replace(/y/, "}")}`} /z/`; const d = /w/;')).toEqual(['x g', 'y ', 'w ']);
  });
});
