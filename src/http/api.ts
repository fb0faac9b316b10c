import type { AnswerCache } from './answer-cache.js';
import type { CursorCodec } from './cursor.js';
import type { HttpDeps } from './deps.js';
import { createLearntReader } from './learnt.js';
import { createListingPay } from './listing-pay.js';
import { createRouter } from './router.js';
import { createCompanyRoutes } from './routes/companies.js';
import { createExportRoutes } from './routes/exports.js';
import { createFeedRoutes } from './routes/feeds.js';
import { createLevelRoutes } from './routes/levels.js';
import { createListingRoutes } from './routes/listings.js';
import { createFactorRoutes } from './routes/salary-factors.js';
import { createSalaryRoutes } from './routes/salaries.js';
import { createSavedSearchRoutes } from './routes/saved-searches.js';
import { createSourceRoutes } from './routes/sources.js';
import { createSuggestRoutes } from './routes/suggest.js';

/** Everything under `/api/v1`. Exports come before `/listings/{id}`, which would take `listings.csv` for nothing of its own. */
export function createApi(deps: HttpDeps, answers: AnswerCache, cursors: CursorCodec) {
  const learntPay = createLearntReader(deps);
  return createRouter()
    .route('/', createExportRoutes(deps))
    .route('/', createListingRoutes(deps, answers, cursors, createListingPay(deps, learntPay)))
    .route('/', createSalaryRoutes(deps, answers, learntPay))
    .route('/', createFactorRoutes(deps, answers))
    .route('/', createLevelRoutes(deps, answers))
    .route('/', createSourceRoutes(deps, answers, cursors))
    .route('/', createCompanyRoutes(deps, answers, cursors))
    .route('/', createSuggestRoutes(deps))
    .route('/', createSavedSearchRoutes(deps))
    .route('/', createFeedRoutes(deps, answers));
}

/** For typed clients: `hc<Api>('https://board.example/api/v1')`. */
export type Api = ReturnType<typeof createApi>;
