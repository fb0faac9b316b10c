import { createStore } from '#db/store/store';
import { createSubscriptions } from '#src/alerts/subscriptions';
import { manageUrl, unsubscribeUrl, type Mail } from '#src/alerts/mail';
import { signingKeysOf } from '#src/alerts/tokens';
import { GUIDE_LEVELS, type GuideLevel } from '#src/domain/level';
import { INSIGHTS } from '#src/insights/insights';
import { createPageFrame, pageRoutes, type PageDeps } from '#src/http/routes/pages';
import { filterOfQuery } from '#src/normalise/query';
import type { Store } from '#src/store';
import { appUnderTest, BASE_URL, NOW } from '../http/app-under-test.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { claimedBoard, linkEach, placeOf, postingWriteOf, salaryOf, saveAll, type PostingFacts } from '../support/posting-writes.js';

const SECRET = 'a secret key of sixteen or more';
const LANGUAGES = ['go', 'java', 'python', 'rust'] as const;
const PLACES = [placeOf('Berlin', 'DE', 'Berlin'), placeOf('London', 'GB', 'England'), placeOf('Warsaw', 'PL')] as const;
const WORKPLACES = ['remote', 'hybrid', 'onsite'] as const;
const PAY: Record<GuideLevel, number> = { entry: 45_000, mid: 65_000, senior: 90_000, director: 130_000, vp: 160_000, executive: 200_000 };
const day = (back: number) => new Date(NOW.getTime() - back * 86_400_000);

/** An even spread of indexes over `size` places (Knuth's multiplicative hash), so that facts of one posting do not go together. */
const spread = (index: number, size: number): number =>
  Math.floor(((((index + 1) * 2_654_435_761) % 4_294_967_296) / 4_294_967_296) * size);

/** Posting `index` of an invented company: its facts follow from the index. */
function factsOf(index: number, company: string): PostingFacts {
  const level = GUIDE_LEVELS[index % 4 === 3 ? 3 : index % 3] ?? 'mid';
  const language = LANGUAGES[index % LANGUAGES.length] ?? 'go';
  const pay = PAY[level] + (index % 7) * 1000;
  const assumed = level === 'mid' && index % 2 === 0;
  const title = assumed
    ? `Backend Engineer ${index}`
    : `${level === 'entry' ? 'Junior' : level === 'mid' ? 'Mid' : level === 'senior' ? 'Senior' : 'Director of'} ${language} engineer ${index}`;
  return {
    id: `p${index}`,
    company,
    text: `We build payment systems.\n\nYou will write ${language}.`,
    raw: { title, postedAt: day(index % 40).toISOString(), url: `https://jobs.example/p${index}` },
    derived: {
      level,
      levelMin: level,
      levelMax: level,
      levelBasis: assumed ? 'default' : 'title',
      languages: [language],
      skills: ['postgresql'],
      workplace: WORKPLACES[spread(index + 5000, 3)] ?? null,
      locations: [PLACES[spread(index + 9000, 3)] ?? placeOf(null, null)],
      industry: index % 2 === 0 ? 'fintech' : null,
      salaries: index % 5 === 0 ? [] : [salaryOf(pay, pay + 20_000)],
      evidence: [{ field: 'level', from: 'title', quote: title.slice(0, 6), start: 0, end: 6, rule: 'the words of the title' }],
    },
  };
}

/** The whole wire over a database of its own that holds `count` invented listings of twelve companies. */
export async function siteUnderTest(options: {
  readonly count: number;
  readonly extra?: readonly PostingFacts[];
  readonly pages?: Partial<PageDeps>;
  /** The store that the site asks, made from the database's own. */
  readonly around?: (store: Store, database: TestDatabase) => Store;
}) {
  const database = await freshDatabase();
  const store: Store = createStore(database);
  for (let company = 0; company < 12 && options.count > 0; company += 1) {
    const name = `Company ${company}`;
    const board = await claimedBoard(store, `company-${company}`, { company: name });
    const indexes = Array.from({ length: options.count }, (_, index) => index).filter((index) => spread(index, 12) === company);
    const writes = [...indexes.map((index) => factsOf(index, name)), ...(company === 0 ? (options.extra ?? []) : [])].map(postingWriteOf);
    await saveAll(store, board, writes, NOW);
  }
  await linkEach(store, NOW);
  const asked = options.around?.(store, database) ?? store;
  const mails: Mail[] = [];
  let baseUrl = BASE_URL;
  const signing = signingKeysOf(SECRET);
  const mailSettings = {
    signing,
    get baseUrl() {
      return baseUrl;
    },
  };
  const subscriptions = createSubscriptions({
    store,
    now: () => NOW,
    mail: mailSettings,
    postMail: (mail) => void mails.push(mail),
    ping: (target) => Promise.resolve(target.startsWith('https://answers.example/') ? null : 'nothing answers there'),
  });
  const shared = {
    store: asked,
    now: () => NOW,
    baseUrl: () => baseUrl,
    secretKey: SECRET,
    demo: false,
    insights: { ...INSIGHTS, perEuro: (currency: string) => Promise.resolve(currency === 'EUR' ? 1 : null) },
    subscriptions,
    sources: [
      {
        id: 'ashby',
        name: 'Ashby',
        homepage: 'https://ashby.example',
        terms: 'https://ashby.example/terms',
        attribution: null,
        canonicalUrlPolicy: 'employer' as const,
        republish: true,
        inStatistics: true,
        default: 'on' as const,
      },
    ],
  };
  const pages = pageRoutes({
    ...shared,
    readQuery: filterOfQuery,
    retention: [{ what: 'Raw pages', kept: '14 days' }],
    bot: { userAgent: 'Backboard/0 (+https://board.example/bot)', contact: 'https://board.example/bot' },
    rulesVersion: '1',
    evaluation: null,
    jobMarkup: false,
    ...options.pages,
  });
  const { app, lines } = appUnderTest(asked, { ...shared, pages, frame: createPageFrame({ demo: false, baseUrl: () => baseUrl }) });
  return {
    app,
    lines,
    store,
    database,
    mails,
    /** Where readers reach the site, once a server listens. */
    setBaseUrl(url: string) {
      baseUrl = url;
    },
    manageUrlOf: (address: string) => manageUrl(mailSettings, address),
    unsubscribeUrlOf: (id: string) => unsubscribeUrl(mailSettings, id),
    close: () => database.drop(),
  };
}
export type SiteUnderTest = Awaited<ReturnType<typeof siteUnderTest>>;
