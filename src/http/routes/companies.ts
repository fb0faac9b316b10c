import { createRoute, z } from '@hono/zod-openapi';
import type { PayRow } from '../../domain/salary-factor.js';
import type { Store } from '../../store.js';
import { CompaniesAnswer, CompanyAnswer } from '../answers/catalogue-answer.js';
import type { AnswerCache } from '../answer-cache.js';
import type { CursorCodec } from '../cursor.js';
import type { HttpDeps } from '../deps.js';
import { ListingFilter } from '../../domain/listing-filter.js';
import { COMPANY_NAME_LENGTH, parameter, strictFields } from '../parameters.js';
import { ProblemError } from '../problem.js';
import { createRouter, json, problems } from '../router.js';
import { CURSOR_PARAMETER, invalidCursor, LIMIT_PARAMETER, PAGE_SIZE } from './listings.js';
import { statedRanges } from '../salary-reading.js';
import { windowOf } from './salaries.js';

const NAME_PARAMETER = parameter(z.string().trim().min(1).max(COMPANY_NAME_LENGTH).optional(), {
  description: 'Part of the name, in any case, with or without accents.',
  type: 'string',
  maxLength: COMPANY_NAME_LENGTH,
});

const listRoute = createRoute({
  method: 'get',
  path: '/companies',
  tags: ['Companies'],
  summary: 'Companies with open listings',
  request: { query: strictFields({ limit: LIMIT_PARAMETER, cursor: CURSOR_PARAMETER, name: NAME_PARAMETER }) },
  responses: { 200: json(CompaniesAnswer, 'Companies by slug.'), ...problems(400, 429, 503) },
});

const oneRoute = createRoute({
  method: 'get',
  path: '/companies/{slug}',
  tags: ['Companies'],
  summary: 'One company: open listings, levels, stated pay',
  description: 'Pay of one employer is shown as posted: lowest and highest figure by level with n, never a quantile.',
  request: { params: z.object({ slug: z.string().min(1).max(100) }) },
  responses: { 200: json(CompanyAnswer, 'The company.'), ...problems(404, 429, 503) },
});

const levelRanges = (rows: readonly PayRow[]) => statedRanges(rows).map(({ key, ...range }) => ({ level: key[0] ?? '', ...range }));

const STEP = 2000;
const MOST_STEPS = 100;

/** Companies with open listings, of this name; walked, since the database offers no count. The answer is kept until the data changes. */
async function countCompanies(store: Store, name: string | null): Promise<number> {
  let total = 0;
  let after: string | null = null;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const companies = await store.companies(STEP, after, name);
    total += companies.length;
    after = companies.at(-1)?.slug ?? null;
    if (companies.length < STEP) break;
  }
  return total;
}

/** `null`: no listing, open or closed, is this company's. */
async function companyOf(store: Store, slug: string, now: Date): Promise<z.output<typeof CompanyAnswer> | null> {
  const filter = ListingFilter.parse({ company: [slug] });
  if (filter.company?.any[0] !== slug) return null;
  const window = windowOf(12, now);
  const [ever, open, facets, rows] = await Promise.all([
    store.findListings({ filter: { ...filter, status: 'any' }, sort: 'newest', limit: 1, after: null, now }),
    store.findListings({ filter, sort: 'newest', limit: 1, after: null, now }),
    store.facets(filter, ['level'], now),
    store.payRows(filter, ['level'], window, now),
  ]);
  const face = open.data[0] ?? ever.data[0];
  if (face === undefined) return null;
  return {
    slug: face.companySlug,
    name: face.company,
    industry: face.industry,
    openListings: open.total,
    openWithPay: open.withPay,
    levels: facets.level ?? null,
    stated: levelRanges(rows),
    asOf: now.toISOString(),
  };
}

export function createCompanyRoutes(deps: Pick<HttpDeps, 'store' | 'now'>, answers: AnswerCache, cursors: CursorCodec) {
  return createRouter()
    .openapi(listRoute, async (context) => {
      const query = context.req.valid('query');
      const after = query.cursor === undefined ? null : z.string().safeParse(cursors.open('companies', query.cursor));
      if (after !== null && !after.success) throw invalidCursor();
      const limit = query.limit ?? PAGE_SIZE.default;
      const name = query.name ?? null;
      return answers.json<z.output<typeof CompaniesAnswer>>(context, async () => {
        const [companies, total] = await Promise.all([
          deps.store.companies(limit + 1, after === null ? null : after.data, name),
          countCompanies(deps.store, name),
        ]);
        const page = companies.slice(0, limit);
        const last = page.at(-1);
        return {
          data: page.map(({ slug, name, industry, openListings, openWithPay }) => ({ slug, name, industry, openListings, openWithPay })),
          total,
          nextCursor: last === undefined || companies.length <= limit ? null : cursors.seal('companies', last.slug),
        };
      });
    })
    .openapi(oneRoute, async (context) => {
      const { slug } = context.req.valid('param');
      return answers.json<z.output<typeof CompanyAnswer>>(context, async () => {
        const company =
          /^[^\u0000-\u001f]{1,100}$/.test(slug) && !slug.startsWith('not:') ? await companyOf(deps.store, slug, deps.now()) : null;
        if (company === null) throw new ProblemError('not-found', 'No company of this name is known here.');
        return company;
      });
    });
}
