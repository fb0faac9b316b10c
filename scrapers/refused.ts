/** A place that is not read, and why: shown to whoever tries to add it. */
export interface Refusal {
  readonly id: string;
  readonly name: string;
  /** Hosts, with everything below them. */
  readonly hosts: readonly string[];
  readonly reason: string;
}

/** Documented refusals. Changing one needs the site's own permission in writing. */
export const REFUSED: readonly Refusal[] = [
  {
    id: 'finn',
    name: 'Finn.no',
    hosts: ['finn.no'],
    reason: 'It has no public job interface, and its postings are kept out of the public Norwegian feed.',
  },
  {
    id: 'glassdoor',
    name: 'Glassdoor',
    hosts: ['glassdoor.com', 'glassdoor.co.uk', 'glassdoor.de', 'glassdoor.fr'],
    reason: 'It sits behind a login and a wall against robots, and offers no public interface.',
  },
  {
    id: 'indeed',
    name: 'Indeed',
    hosts: ['indeed.com', 'indeed.co.uk', 'indeed.de', 'simplyhired.com', 'simplyhired.co.uk', 'workopolis.com'],
    reason: 'Its terms forbid automated reading, robots.txt disallows its lists, and polite requests meet a check for robots.',
  },
  {
    id: 'linkedin',
    name: 'LinkedIn',
    hosts: ['linkedin.com', 'lnkd.in'],
    reason: 'Its user agreement forbids scraping, robots.txt disallows everything, and its interface may not be used for it either.',
  },
  {
    id: 'monster',
    name: 'Monster',
    hosts: ['monster.com', 'monster.de', 'monster.co.uk'],
    reason: 'It sits behind a wall against robots and offers no public interface.',
  },
  { id: 'naukri', name: 'Naukri', hosts: ['naukri.com'], reason: 'It sits behind a wall against robots and offers no public interface.' },
  {
    id: 'smartrecruiters',
    name: 'SmartRecruiters',
    hosts: ['smartrecruiters.com'],
    reason:
      'robots.txt of its interface disallows everyone but LinkedIn, and its terms forbid harvesting. With written permission an operator may add an adapter.',
  },
  {
    id: 'stepstone',
    name: 'StepStone',
    hosts: ['stepstone.de', 'stepstone.com', 'stepstone.at', 'stepstone.be', 'stepstone.nl'],
    reason: 'It sits behind a wall against robots and offers no public interface.',
  },
  {
    id: 'weworkremotely',
    name: 'We Work Remotely',
    hosts: ['weworkremotely.com'],
    reason: 'Its terms forbid using its data for a job search service. You may add its feed as a private one after reading them.',
  },
  {
    id: 'workatastartup',
    name: 'Y Combinator',
    hosts: ['workatastartup.com', 'ycombinator.com'],
    reason:
      'robots.txt disallows its interface and its terms ban scraping. Hacker News threads are read through their own public interface.',
  },
  { id: 'workingnomads', name: 'Working Nomads', hosts: ['workingnomads.com'], reason: 'No permission for reuse is published.' },
  { id: 'xing', name: 'Xing', hosts: ['xing.com'], reason: 'It sits behind a login and offers no public interface.' },
];

/** @returns why a host is not read; `null` when nothing is known against it. */
export function refusalOf(host: string): Refusal | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  // The threads' own addresses belong to a source.
  if (name === 'news.ycombinator.com') return null;
  return REFUSED.find(({ hosts }) => hosts.some((refused) => name === refused || name.endsWith(`.${refused}`))) ?? null;
}
