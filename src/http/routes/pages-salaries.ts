import type { Hono } from 'hono';
import type { FactorsView } from '#src/web/factors-section';
import { withoutKey } from '#src/web/filter-links';
import { SalariesPage } from '#src/web/salaries-page';
import { PAGE_GROUPINGS } from '#src/web/salary-table';
import type { HttpEnv } from '../deps.js';
import type { FactorReading } from '../factor-reading.js';
import { createKeptAnswers } from '../kept-answers.js';
import { createPayReadings } from '../pay-readings.js';
import { sendPage, siteOf, type PageDeps } from './pages-deps.js';
import { EVERYTHING, readFilter } from './pages-filter.js';
import { createSalaryAnswers } from './pages-salary-answers.js';

const MOST_COUNTRIES = 40;
const MOST_KEPT = 60;
const CURRENCY = /^[A-Z]{3}$/;

/** `/salaries`. */
export function addSalaryPages(app: Hono<HttpEnv>, deps: PageDeps): void {
  const readFactors = (deps.payReadings ?? createPayReadings(deps)).factors;
  const kept = createKeptAnswers<FactorReading>(deps, MOST_KEPT);
  const answerOf = createSalaryAnswers(deps);

  async function factorsView(country: string | null): Promise<FactorsView> {
    const { factors, months, asOf, listings } = await kept(country ?? '', () => readFactors(country, 12));
    return {
      country,
      months,
      asOf,
      listings,
      modelVersion: factors.modelVersion,
      currency: factors.currency,
      n: factors.n,
      employers: factors.employers,
      shareWithPay: listings === 0 ? 0 : Math.min(1, (factors.n + factors.leftOut) / listings),
      refusal: factors.refusal,
      factors: factors.factors,
      claims: deps.insights.guideClaims(factors.factors),
    };
  }

  app.get('/salaries', async (context) => {
    const query = context.req.queries();
    const reading = readFilter(query);
    const now = deps.now();
    const by = PAGE_GROUPINGS.find((name) => name === query['by']?.[0]) ?? 'level';
    const asked = reading.filter.currency ?? 'EUR';
    const hasFigures = reading.filter.salaryMin !== undefined || reading.filter.salaryMax !== undefined;
    const filter = hasFigures ? reading.filter : withoutKey(reading.filter, 'currency');
    const problems = [...reading.problems];
    const wantedBy = query['by']?.[0];
    if (wantedBy !== undefined && wantedBy !== '' && wantedBy !== by)
      problems.push({ field: 'by', message: `allowed: ${PAGE_GROUPINGS.join(', ')}` });
    const perEuro = CURRENCY.test(asked) ? await deps.insights.perEuro(asked, now) : null;
    if (perEuro === null && problems.length === 0)
      problems.push({ field: 'currency', message: `no exchange rate for ${asked} is known here` });
    const countries = (await deps.store.facets(EVERYTHING, ['country'], now)).country ?? [];
    const [country, ...others] = filter.country?.any ?? [];
    const factors =
      problems.length > 0 ? null : await factorsView(country === undefined || others.length > 0 || country === 'unknown' ? null : country);
    const view = {
      site: siteOf(context, deps),
      filter,
      by,
      currency: perEuro === null ? 'EUR' : asked,
      answer: problems.length > 0 || perEuro === null ? null : await answerOf(filter, by, asked, perEuro, now),
      problems,
      countries: countries.slice(0, MOST_COUNTRIES).map(({ value }) => value),
      factors,
      json: '/api/v1/salaries',
    };
    return sendPage(context, SalariesPage(view), problems.length > 0 ? 400 : 200);
  });
}
