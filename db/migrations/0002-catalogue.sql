-- What an operator decides about sources and boards, and what is remembered of a board's name and of readings in vain.

alter table source
  -- Whether its postings count in statistics, facet counts and totals; declared by the release.
  add column in_statistics boolean not null default true,
  -- Everything it gave was deleted then, and it is read no more until it is allowed again.
  add column forgotten_at timestamptz;

alter table board
  -- Read by whoever tries it and by nobody else, until its first reading has decided whether it stays.
  add column on_trial boolean not null default false,
  -- The employer as the board itself named it last.
  add column told_company text,
  -- Good readings in a row without an open posting of backend work.
  add column dry_readings smallint not null default 0;

-- Boards that a person asked for: tried once by a worker, kept only after one complete reading with postings.
create table board_proposal (
  id int generated always as identity primary key,
  source_id smallint not null references source,
  slug text not null,
  state smallint not null,
  asked_at timestamptz not null,
  tried_at timestamptz,
  answer text,
  unique (source_id, slug)
);
create index board_proposal_waiting on board_proposal (asked_at) where state in (0, 1);

-- Boards that postings of many employers link to. Nobody reads them until the operator says so.
create table board_suggestion (
  id int generated always as identity primary key,
  source_id smallint not null references source,
  slug text not null,
  from_source_id smallint not null references source,
  company text,
  -- Where the link stands: the page of many postings, and the posting.
  thread_url text not null,
  post_url text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  unique (source_id, slug)
);

alter table listing
  -- false: every posting of it is from a source whose terms forbid counting.
  add column counted boolean not null default true;
