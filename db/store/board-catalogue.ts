import type postgres from 'postgres';
import { PROPOSAL_STATES, type BoardProposal, type BoardSuggestion, type CatalogueStore } from '#src/store';
import { knownCodeOf, knownWordOf } from '../codes.js';
import { inTransaction, jsonOf, oneOf, storableOrNull, storableText, type Db } from '../transaction.js';
import { runDays } from './run-days.js';
import { createForgetSource } from './forget-source.js';
import { sourceIdsOf } from './source-ids.js';

interface ProposalRow {
  source: string;
  slug: string;
  state: number;
  asked_at: Date;
  tried_at: Date | null;
  answer: string | null;
}

const LONGEST_ANSWER = 1_000;
const [WAITING, READING, KEPT, NOT_KEPT] = PROPOSAL_STATES.map((state) => knownCodeOf(PROPOSAL_STATES, state)) as [
  number,
  number,
  number,
  number,
];

const proposalOf = (row: ProposalRow): BoardProposal => ({
  source: row.source,
  slug: row.slug,
  state: knownWordOf(PROPOSAL_STATES, row.state),
  askedAt: row.asked_at.toISOString(),
  triedAt: row.tried_at?.toISOString() ?? null,
  answer: row.answer,
});

async function sourceIdOf(db: Db, source: string): Promise<number> {
  const id = (await sourceIdsOf(db, [source])).get(source);
  if (id === undefined) throw new Error(`the source ${source} has no code`);
  return id;
}

function createProposals(sql: postgres.Sql) {
  const columns = sql`s.slug as source, p.slug, p.state, p.asked_at, p.tried_at, p.answer`;
  return {
    proposeBoard: (source, slug, now, minIntervalMinutes) =>
      inTransaction(sql, async (tx) => {
        const id = await sourceIdOf(tx, source);
        const before = new Date(now.getTime() - minIntervalMinutes * 60_000);
        await tx`
          insert into board_proposal as p (source_id, slug, state, asked_at) values (${id}, ${slug}, ${WAITING}, ${now})
          on conflict (source_id, slug) do update set state = ${WAITING}, asked_at = excluded.asked_at, answer = null
            where p.state in (${KEPT}, ${NOT_KEPT}) and (p.tried_at is null or p.tried_at <= ${before})`;
        return proposalOf(
          oneOf(
            await tx<ProposalRow[]>`
              select ${columns} from board_proposal p join source s on s.id = p.source_id where p.source_id = ${id} and p.slug = ${slug}`,
          ),
        );
      }),

    async takeProposal(now, staleMs, only) {
      const stale = new Date(now.getTime() - staleMs);
      // While a board is being read, `tried_at` says since when.
      const [taken] = await sql<{ source: string; slug: string }[]>`
        update board_proposal p set state = ${READING}, tried_at = ${now}
        from source s
        where s.id = p.source_id and p.id = (
          select q.id from board_proposal q join source t on t.id = q.source_id
          where (q.state = ${WAITING} or (q.state = ${READING} and q.tried_at < ${stale}))
            and t.slug = coalesce(${only?.source ?? null}, t.slug) and q.slug = coalesce(${only?.slug ?? null}, q.slug)
          order by q.asked_at, q.id limit 1 for update of q skip locked)
        returning s.slug as source, p.slug`;
      return taken ?? null;
    },

    async endProposal(source, slug, now, kept, answer) {
      const state = kept === null ? WAITING : kept ? KEPT : NOT_KEPT;
      await sql`
        update board_proposal p set state = ${state}, tried_at = ${now}, answer = ${storableText(answer).slice(0, LONGEST_ANSWER)}
        from source s where s.id = p.source_id and s.slug = ${source} and p.slug = ${slug}`;
    },

    async listProposals(limit) {
      const rows = await sql<ProposalRow[]>`
        select ${columns} from board_proposal p join source s on s.id = p.source_id order by p.asked_at desc, p.id desc limit ${limit}`;
      return rows.map(proposalOf);
    },

    async rowsElsewhere(boardId, rowIds) {
      const rows = await sql<{ key: string }[]>`
        select distinct given.key from unnest(${rowIds.map(storableText)}::text[]) given(key)
        where exists (select from board b join board o on o.source_id = b.source_id and o.id <> b.id join source_row r on r.board_id = o.id
            where b.id = ${boardId} and r.key = given.key)
          and not exists (select from source_row mine where mine.board_id = ${boardId} and mine.key = given.key)`;
      return new Set(rows.map((row) => row.key));
    },

    async hasBackendPosting(boardId) {
      const { found } = oneOf(
        await sql<{ found: boolean }[]>`
          select exists (select from posting p join posting_detail d on d.posting_id = p.id
            where p.board_id = ${boardId} and p.closed_at is null and d.derived ->> 'isBackend' = 'yes') as found`,
      );
      return found;
    },

    async releaseBoard(source, slug, now) {
      // What a person decides by hand asks no host sooner than the board's interval would.
      const [board] = await sql<{ due_at: Date }[]>`
        update board b set off_reason = null, gone_since = null, dry_readings = 0, company = coalesce(b.told_company, b.company),
          due_at = greatest(${now}::timestamptz, (select max(r.started_at) from run r where r.board_id = b.id) + b.interval_minutes * interval '1 minute')
        from source s
        where s.id = b.source_id and s.slug = ${source} and b.slug = ${slug} and b.off_reason is not null and not b.off_by_file
        returning b.due_at`;
      return board?.due_at ?? null;
    },

    async switchBoardOff(source, slug, reason) {
      const rows = await sql`
        update board b set off_reason = ${reason} from source s
        where s.id = b.source_id and s.slug = ${source} and b.slug = ${slug} returning b.id`;
      return rows.length > 0;
    },

    async keepBoard(boardId) {
      await sql`update board set on_trial = false where id = ${boardId}`;
    },
  } satisfies Partial<CatalogueStore>;
}

function createSuggestions(sql: postgres.Sql) {
  const isUnread = sql`not exists (select from board b where b.source_id = g.source_id and lower(b.slug) = lower(g.slug))`;
  return {
    async suggestBoards(from, suggestions, now) {
      if (suggestions.length === 0) return;
      await inTransaction(sql, async (tx) => {
        const ids = await sourceIdsOf(tx, [from, ...suggestions.map(({ source }) => source)]);
        // One row a board, in the order of their names: two workers that suggest the same ones must not wait for each other in a circle.
        const byBoard = new Map(suggestions.map((given) => [`${given.source} ${given.slug}`, given]));
        const rows = [...byBoard]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, given]) => ({
            source_id: ids.get(given.source),
            slug: given.slug,
            company: storableOrNull(given.company?.slice(0, 200) ?? null),
            thread_url: given.threadUrl,
            post_url: given.postUrl,
          }));
        await tx`
          insert into board_suggestion as g (source_id, slug, from_source_id, company, thread_url, post_url, first_seen_at, last_seen_at)
          select source_id, slug, ${ids.get(from) ?? null}, company, thread_url, post_url, ${now}, ${now}
          from json_to_recordset(${jsonOf(tx, rows)}::json) as given(source_id smallint, slug text, company text, thread_url text, post_url text)
          on conflict (source_id, slug) do update set
            company = case when excluded.last_seen_at >= g.last_seen_at then coalesce(excluded.company, g.company) else coalesce(g.company, excluded.company) end,
            thread_url = case when excluded.last_seen_at >= g.last_seen_at then excluded.thread_url else g.thread_url end,
            post_url = case when excluded.last_seen_at >= g.last_seen_at then excluded.post_url else g.post_url end,
            first_seen_at = least(g.first_seen_at, excluded.first_seen_at), last_seen_at = greatest(g.last_seen_at, excluded.last_seen_at)`;
      });
    },

    async listSuggestions(limit) {
      const { total } = oneOf(await sql<{ total: number }[]>`select count(*)::int as total from board_suggestion g where ${isUnread}`);
      const rows = await sql<
        {
          source: string;
          slug: string;
          origin: string;
          company: string | null;
          thread_url: string;
          post_url: string;
          first_seen_at: Date;
          last_seen_at: Date;
        }[]
      >`
        select s.slug as source, g.slug, f.slug as origin, g.company, g.thread_url, g.post_url, g.first_seen_at, g.last_seen_at
        from board_suggestion g join source s on s.id = g.source_id join source f on f.id = g.from_source_id
        where ${isUnread} order by g.last_seen_at desc, g.id limit ${limit}`;
      const suggestions = rows.map((row): BoardSuggestion => ({
        source: row.source,
        slug: row.slug,
        from: row.origin,
        company: row.company,
        threadUrl: row.thread_url,
        postUrl: row.post_url,
        firstSeenAt: row.first_seen_at.toISOString(),
        lastSeenAt: row.last_seen_at.toISOString(),
      }));
      return { total, suggestions };
    },
  } satisfies Partial<CatalogueStore>;
}

export const createBoardCatalogue = (sql: postgres.Sql): CatalogueStore => ({
  ...createProposals(sql),
  ...createSuggestions(sql),
  ...createForgetSource(sql),
  runDays: (since) => runDays(sql, since),
});
