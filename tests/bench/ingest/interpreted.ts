import { interpretPosting, type Recognise } from '#jobs/interpret-row';
import { recogniseBoard, sourceOf } from '#scrapers/index';
import { createRowShapes } from '#scrapers/row-shape';
import type { RawPosting } from '#src/domain/raw-posting';
import type { ClaimedBoard, PostingWrite } from '#src/store';
import { pageOf, type InventedBoard, type InventedJob } from './invented-pages.js';

export const recognise: Recognise = (url) => {
  const found = recogniseBoard(url);
  return found !== null && 'source' in found ? found : null;
};

export interface ReadRow {
  readonly rowId: string;
  readonly rowHash: string;
  readonly postings: readonly RawPosting[];
}

const source = () => {
  const greenhouse = sourceOf('greenhouse');
  if (greenhouse === null || greenhouse === undefined) throw new Error('the platform of the bench is gone');
  return greenhouse;
};

/** What the product does with a page's text before it interprets: JSON, shapes and hashes, the adapter. */
export function parsePage(text: string, slug: string): ReadRow[] {
  const board = { slug, company: null, memo: {} };
  const reader = source();
  const shapes = createRowShapes(reader.version);
  const page = reader.rows({ request: reader.firstPage(board, new Date(0)), status: 200, text }, board);
  return page.rows.map((row) => {
    const reading = reader.parse(row, board);
    if (reading.kind !== 'postings') throw new Error('an invented row was not read');
    return { rowHash: shapes.take(row), rowId: reader.idOf(row) ?? '', postings: reading.postings };
  });
}

/** Rows as they are stored; what is no backend work is left out. */
export const interpretRows = (rows: readonly ReadRow[], board: Pick<ClaimedBoard, 'slug' | 'company' | 'industry'>): PostingWrite[] =>
  rows.flatMap((row) =>
    row.postings.flatMap((raw) => {
      const interpreted = interpretPosting(raw, row.rowId, row.rowHash, { source: source(), board, recognise });
      return interpreted.kind === 'posting' ? interpreted.write : [];
    }),
  );

export const writesOf = (invented: InventedBoard, jobs: readonly InventedJob[] = invented.jobs): PostingWrite[] =>
  interpretRows(parsePage(pageOf(jobs), invented.slug), { slug: invented.slug, company: invented.company, industry: null });
