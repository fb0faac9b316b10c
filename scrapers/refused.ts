/** A place that is not read, and why: shown to whoever tries to add it. */
export interface Refusal {
  readonly id: string;
  readonly name: string;
  /** Names it has registered, under whatever country's ending: `indeed` means indeed.com, indeed.co.uk, at.indeed.com … */
  readonly names: readonly string[];
  /** Hosts whose name alone says too little, with everything below them. */
  readonly hosts: readonly string[];
  readonly reason: string;
}

/** Documented refusals. Changing one needs the site's own permission in writing. */
export const REFUSED: readonly Refusal[] = [
  {
    id: 'finn',
    name: 'Finn.no',
    names: [],
    hosts: ['finn.no'],
    reason: 'It has no public job interface, and its postings are kept out of the public Norwegian feed.',
  },
  {
    id: 'glassdoor',
    name: 'Glassdoor',
    names: ['glassdoor'],
    hosts: [],
    reason: 'It sits behind a login and a wall against robots, and offers no public interface.',
  },
  {
    id: 'indeed',
    name: 'Indeed',
    names: ['indeed', 'simplyhired', 'workopolis'],
    hosts: [],
    reason: 'Its terms forbid automated reading, robots.txt disallows its lists, and polite requests meet a check for robots.',
  },
  {
    id: 'linkedin',
    name: 'LinkedIn',
    names: ['linkedin'],
    hosts: ['lnkd.in'],
    reason: 'Its user agreement forbids scraping, robots.txt disallows everything, and its interface may not be used for it either.',
  },
  {
    id: 'monster',
    name: 'Monster',
    names: ['monster'],
    hosts: ['monsterindia.com'],
    reason: 'It sits behind a wall against robots and offers no public interface.',
  },
  {
    id: 'naukri',
    name: 'Naukri',
    names: ['naukri', 'naukrigulf'],
    hosts: [],
    reason: 'It sits behind a wall against robots and offers no public interface.',
  },
  {
    id: 'smartrecruiters',
    name: 'SmartRecruiters',
    names: ['smartrecruiters'],
    hosts: ['smrtr.io'],
    reason:
      'robots.txt of its interface disallows everyone but LinkedIn, and its terms forbid harvesting. With written permission an operator may add an adapter.',
  },
  {
    id: 'stepstone',
    name: 'StepStone',
    names: ['stepstone'],
    hosts: [],
    reason: 'It sits behind a wall against robots and offers no public interface.',
  },
  {
    id: 'weworkremotely',
    name: 'We Work Remotely',
    names: ['weworkremotely'],
    hosts: [],
    reason: 'Its terms forbid using its interface or any of its data for a job search service.',
  },
  {
    id: 'workatastartup',
    name: 'Y Combinator',
    names: ['workatastartup', 'ycombinator'],
    hosts: [],
    reason:
      'robots.txt disallows its interface and its terms ban scraping. Hacker News threads are read through their own public interface.',
  },
  { id: 'workingnomads', name: 'Working Nomads', names: ['workingnomads'], hosts: [], reason: 'No permission for reuse is published.' },
  { id: 'xing', name: 'Xing', names: ['xing'], hosts: [], reason: 'It sits behind a login and offers no public interface.' },
];

/** Second levels under which countries let names be registered: `co.uk`, `com.au`, `gen.tr`. */
const SECOND_LEVEL = /^(?:ac|co|com|edu|gen|go|gov|ind|info|ne|net|or|org|web)$/;

/** The registered name of a host, without its ending: `de.indeed.com` and `www.indeed.co.uk` give `indeed`; `null` for single labels. */
function registeredName(host: string): string | null {
  const labels = host.split('.');
  const ending = labels.length > 2 && /^[a-z]{2}$/.test(labels.at(-1) ?? '') && SECOND_LEVEL.test(labels.at(-2) ?? '') ? 2 : 1;
  return labels.at(-1 - ending) ?? null;
}

/** @returns why a host is not read; `null` when nothing is known against it. */
export function refusalOf(host: string): Refusal | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  // The threads' own addresses belong to a source.
  if (name === 'news.ycombinator.com') return null;
  const registered = registeredName(name);
  return (
    REFUSED.find(
      ({ names, hosts }) =>
        (registered !== null && names.includes(registered)) || hosts.some((refused) => name === refused || name.endsWith(`.${refused}`)),
    ) ?? null
  );
}
