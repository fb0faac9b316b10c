import { z } from 'zod';
import { plainOf } from '../html.js';
import { FEED, idIn, markupSource, must, text } from '../lift.js';
import { feedItems } from '../markup.js';

const HOST = 'www.python.org';

const Item = z.object({ title: must, link: must, guid: text, description: text, pubDate: text });

export const pythonOrg = markupSource({
  ...FEED,
  id: 'python-org',
  name: 'Python Job Board',
  homepage: 'https://www.python.org/jobs/',
  terms: 'https://www.python.org/about/legal/',
  attribution: 'python.org',
  default: 'on',
  hosts: [HOST],
  minIntervalMinutes: 120,
  maxAgeDays: 60,
  slugPattern: /^python-org$/,
  recognise: (url) =>
    /^(?:www\.)?python\.org$/.test(url.hostname) && url.pathname.startsWith('/jobs') ? { slug: 'python-org', externalId: null } : null,
  firstPage: () => ({
    url: `https://${HOST}/jobs/feed/rss/`,
    accept: 'application/rss+xml, application/xml;q=0.9',
    ifUnchanged: { next: null },
  }),
  rowsOf: (page) => ({ rows: feedItems(page), statedTotal: null, next: null }),
  idOf: idIn('guid', 'link'),
  row: Item,
  read(item) {
    // «Role, Company»; the description's first line is the place.
    const comma = item.title.lastIndexOf(', ');
    const [place = ''] = plainOf((item.description ?? '').slice(0, 2_000))
      .trim()
      .split('\n', 1);
    return {
      externalId: item.guid ?? item.link,
      title: comma > 0 ? item.title.slice(0, comma) : item.title,
      url: item.link,
      company: comma > 0 ? item.title.slice(comma + 2) : null,
      description: item.description ?? null,
      locations: place.length <= 120 ? [place] : [],
      postedAt: item.pubDate,
    };
  },
});
