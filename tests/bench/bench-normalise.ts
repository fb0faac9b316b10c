// npm run bench:normalise -- [--lines FILE] [--seconds 4]
// Postings of 4 KB through the pipeline on one core: lines a second, what each stage costs beside two baselines, and whether twice the text
// takes at most three times as long. Invented postings, or the lines of a file. Ends with one line of JSON.
import { readFileSync } from 'node:fs';
import { convert } from 'html-to-text';
import { EMPTY_RAW_POSTING, type RawPosting } from '#src/domain/raw-posting';
import { normaliseLines } from '#src/cli/normalise';
import { inventPostings } from '#src/demo/invent-postings';
import { PLAIN_WORDS, SET_PHRASES } from '#src/demo/invented-words-at-scale';
import { createRandom } from '#src/demo/random';
import { backendOfReading } from '#src/normalise/backend';
import { descriptionTextOf, readDescription, tagsOf } from '#src/normalise/description';
import { levelOfPhrases, yearsOf } from '#src/normalise/description-level';
import { industryOf } from '#src/normalise/industry';
import { levelOfReading } from '#src/normalise/level';
import { locationsOf } from '#src/normalise/location';
import { normalisePosting, RULES_VERSION } from '#src/normalise/posting';
import { salariesOf } from '#src/normalise/salary';
import { settleBackend } from '#src/normalise/settle';
import { skillsOf } from '#src/normalise/skills';
import { readTitle } from '#src/normalise/title-words';
import { workplaceOf } from '#src/normalise/workplace';
import { Writable } from 'node:stream';
import { hostileTexts } from './hostile-texts.js';

const args = process.argv.slice(2);
const optionOf = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const seconds = Number(optionOf('--seconds') ?? 4);
const file = optionOf('--lines');
if (!(seconds >= 1 && seconds <= 60)) {
  console.error('usage: bench:normalise [--lines FILE] [--seconds 1…60]');
  process.exit(2);
}

const LINES = 1_000;
const LINE_BYTES = 4_096;
const OTHER_MONEY = [
  'We raised $42M in our Series B last year.',
  'Our customers move €3.5 billion a month through us.',
  'You get a $1,500 learning budget and a 401(k) match of 4%.',
  'Founded in 2014, 220 people in 12 countries serve 40,000 shops.',
];

/** A posting of the demo, its description filled up with prose to four kilobytes a line. */
function inventedLines(): string[] {
  const random = createRandom(11);
  const lines: string[] = [];
  for (const { raw, company } of inventPostings({ seed: 7, postings: LINES, companies: 120, days: 300, until: new Date(0) })) {
    const line = { title: raw.title, company: company.name, location: raw.locations, description: raw.description ?? '' };
    const paragraphs: string[] = [];
    let size = JSON.stringify(line).length;
    while (size < LINE_BYTES - 160) {
      const words = Array.from({ length: 14 }, () => PLAIN_WORDS[Math.floor(random.next() ** 2 * PLAIN_WORDS.length)] ?? 'the');
      words.splice(7, 0, random.pick([...SET_PHRASES]));
      const paragraph = `<p>${words.join(' ')}. ${random.next() < 0.15 ? random.pick(OTHER_MONEY) : ''}</p>`;
      size += paragraph.length;
      paragraphs.push(paragraph);
    }
    lines.push(JSON.stringify({ ...line, description: paragraphs.join('') + line.description }));
  }
  return lines;
}

const lines =
  file === undefined
    ? inventedLines()
    : readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '');
const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0) / lines.length;

/** Seconds of this process's own time: the machine's other work does not count. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function* chunksOf(all: readonly string[]): AsyncGenerator<string> {
  const text = `${all.join('\n')}\n`;
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536);
}

/** Rounds that are not counted: the first loads the gazetteer, the next ones meet the engine's compiler, which runs on the same core. */
const WARMING = 4;

async function wholeRate(): Promise<{ wall: number; cpu: number; best: number; first: number }> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const cold = process.cpuUsage();
  await normaliseLines(chunksOf(lines), nowhere);
  const { user: coldUser, system: coldSystem } = process.cpuUsage(cold);
  const first = lines.length / ((coldUser + coldSystem) / 1e6);
  for (let round = 1; round < WARMING; round++) await normaliseLines(chunksOf(lines), nowhere);
  const before = process.cpuUsage();
  const started = performance.now();
  let count = 0;
  let best = 0;
  while (performance.now() - started < seconds * 1000) {
    const round = process.cpuUsage();
    await normaliseLines(chunksOf(lines), nowhere);
    const { user, system } = process.cpuUsage(round);
    best = Math.max(best, lines.length / ((user + system) / 1e6));
    count += lines.length;
  }
  const { user, system } = process.cpuUsage(before);
  return { wall: count / ((performance.now() - started) / 1000), cpu: count / ((user + system) / 1e6), best, first };
}

const rate = await wholeRate();

/** The stages are shown on some: what is kept beside them would otherwise have the collector work for it. */
const SHOWN = 250;
const raws = lines.slice(0, SHOWN).map((line): RawPosting => {
  const { title, location, description, company } = JSON.parse(line) as Partial<
    Record<'title' | 'description' | 'company', string> & { location: string | string[] }
  >;
  return {
    ...EMPTY_RAW_POSTING,
    externalId: '',
    url: '',
    title: title ?? '',
    company: company ?? null,
    description: description ?? null,
    locations: location === undefined ? [] : [location].flat(),
  };
});
const prepared = raws.map((raw) => {
  const text = descriptionTextOf(raw.description);
  const reading = text === null ? null : readDescription(text);
  const title = readTitle(raw.title);
  return { raw, text, reading, title, named: backendOfReading(title), places: locationsOf(raw, raw.title).locations };
});
const answers = raws.map((raw) => normalisePosting(raw, { company: raw.company, companyIndustry: null }).derived);

/** Microseconds a posting, the best of several rounds. */
function stage(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 7; round++) best = Math.min(best, cpuOf(work));
  return (best / raws.length) * 1e6;
}

const stages = {
  'JSON in and out (floor)': stage(() => answers.forEach((answer, index) => [JSON.parse(lines[index] ?? ''), JSON.stringify(answer)])),
  'text of HTML': stage(() => raws.forEach((raw) => descriptionTextOf(raw.description))),
  'words, lines, sections': stage(() => prepared.forEach(({ text }) => (text === null ? null : readDescription(text)))),
  title: stage(() => raws.forEach((raw) => backendOfReading(readTitle(raw.title)))),
  'backend by description': stage(() => prepared.forEach(({ named, reading }) => settleBackend(named, reading))),
  level: stage(() =>
    prepared.forEach(({ title, reading }) =>
      reading === null ? levelOfReading(title) : [levelOfReading(title), yearsOf(reading), levelOfPhrases(reading)],
    ),
  ),
  place: stage(() => raws.forEach((raw) => locationsOf(raw, raw.title))),
  workplace: stage(() =>
    prepared.forEach(({ raw, text, reading, places }) =>
      workplaceOf({ raw, title: raw.title, descriptionText: text, description: reading, locations: places }),
    ),
  ),
  pay: stage(() =>
    prepared.forEach(({ raw, text, places }) =>
      salariesOf({ raw, title: raw.title, descriptionText: text, country: places[0]?.country ?? null, cities: [] }),
    ),
  ),
  skills: stage(() => prepared.forEach(({ raw, reading }) => skillsOf(raw.title, raw.tags, reading))),
  'tags, industry': stage(() =>
    prepared.forEach(({ raw, reading }) => [
      reading === null ? null : tagsOf(reading),
      industryOf({ field: null, company: raw.company, companyIndustry: null, description: reading }),
    ]),
  ),
};
const baseline =
  stage(() => raws.slice(0, 200).forEach((raw) => convert(raw.description ?? '', { wordwrap: false }))) * (raws.length / 200);

/** How much longer twice the text takes; the smaller of two tries, for a machine that has other work. */
function growthOf(textOf: (size: number) => string): number {
  const size = 50_000;
  const timeOf = (text: string): number => {
    const raw: RawPosting = { ...EMPTY_RAW_POSTING, externalId: '', url: '', title: text, company: text, description: text };
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5; round++)
      best = Math.min(
        best,
        cpuOf(() => normalisePosting(raw, { company: text, companyIndustry: null })),
      );
    return best;
  };
  timeOf(textOf(size));
  const tries = [0, 1].map(() => (timeOf(textOf(2 * size)) + 0.0002) / (timeOf(textOf(size)) + 0.0002));
  return Math.min(...tries);
}

console.log(`Rules ${RULES_VERSION}, Node ${process.version}, ${lines.length} lines of ${Math.round(bytes)} bytes\n`);
console.log(
  `cli normalise, warm: ${Math.round(rate.cpu)} lines a second of this process's time (best round ${Math.round(rate.best)}; the first, cold, ${Math.round(rate.first)}),`,
);
console.log(`${Math.round(rate.wall)} by the clock of a machine that may have other work; 2,000 are wanted\n`);
for (const [name, value] of Object.entries(stages)) console.log(`${name.padEnd(26)} ${value.toFixed(1).padStart(8)} µs a posting`);
console.log(`${'baseline html-to-text'.padEnd(26)} ${baseline.toFixed(1).padStart(8)} µs a posting, for the text alone\n`);
const growth = Object.fromEntries(hostileTexts.map(({ name, textOf }) => [name, growthOf(textOf)]));
for (const [name, value] of Object.entries(growth))
  console.log(`${name.padEnd(26)} twice the text takes ${value.toFixed(2)} times as long${value > 3 ? '  MORE THAN 3' : ''}`);
const worst = Math.max(...Object.values(growth));
console.log(
  JSON.stringify({
    bench: 'normalise',
    rulesVersion: RULES_VERSION,
    lines: lines.length,
    lineBytes: Math.round(bytes),
    linesPerCpuSecond: Math.round(rate.cpu),
    bestRound: Math.round(rate.best),
    coldLinesPerCpuSecond: Math.round(rate.first),
    linesPerSecond: Math.round(rate.wall),
    microseconds: Object.fromEntries(Object.entries(stages).map(([name, value]) => [name, Number(value.toFixed(1))])),
    htmlToTextMicroseconds: Number(baseline.toFixed(1)),
    worstGrowth: Number(worst.toFixed(2)),
  }),
);
if (worst > 3) process.exitCode = 1;
