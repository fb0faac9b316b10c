-- The whole first schema. Coded rows are narrow; words lie apart; what is a list of codes is read with db/codes.ts.
-- No superuser, no extension, no lz4: any PostgreSQL 15 whose role owns its database will do.

create table setting (
  key text primary key,
  value text not null
);

create table job_slot (
  job text not null,
  slot timestamptz not null,
  taken_at timestamptz not null default clock_timestamp(),
  primary key (job, slot)
);

create table fx_rate (
  currency text not null,
  date date not null,
  per_euro double precision not null check (per_euro > 0),
  primary key (currency, date)
);

create table source (
  id smallint generated always as identity primary key,
  slug text not null unique
);

-- Boards are rows that are due, claimed with a lease.

create table board (
  id int generated always as identity primary key,
  source_id smallint not null references source,
  slug text not null,
  company text,
  industry smallint,
  country text,
  interval_minutes int not null,
  due_at timestamptz not null,
  origin smallint not null,
  off_reason text,
  -- Off since a file of boards stands in for the catalogue.
  off_by_file boolean not null default false,
  lease_owner text,
  lease_until timestamptz,
  run_id int,
  validators jsonb not null default '{}',
  memo jsonb not null default '{}',
  has_complete_reading boolean not null default false,
  consecutive_failures int not null default 0,
  gone_since timestamptz,
  last_good_at timestamptz,
  last_run_id int,
  unique (source_id, slug)
);
create index board_due on board (due_at) where off_reason is null;
create index board_leased on board (lease_owner) where lease_owner is not null;

create table run (
  id int generated always as identity primary key,
  board_id int not null references board on delete cascade,
  owner text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  verdict smallint,
  reason text,
  seen int not null default 0,
  added int not null default 0,
  changed int not null default 0,
  unchanged int not null default 0,
  not_backend int not null default 0,
  rejected int not null default 0,
  with_pay int not null default 0,
  closed int not null default 0,
  suspicion text,
  absent int,
  skipped jsonb not null default '{}',
  content_hash text,
  shape jsonb,
  coverage jsonb
);
create index run_of_board on run (board_id, id desc);
create index run_ended on run (ended_at);

create table rejection (
  id bigint generated always as identity primary key,
  run_id int not null references run on delete cascade,
  external_id text,
  title text,
  reason text not null
);
create index rejection_of_run on rejection (run_id);

create table raw_page (
  sha256 text primary key,
  body bytea not null,
  size int not null
);
alter table raw_page alter column body set storage external;

create table run_page (
  run_id int not null references run on delete cascade,
  position smallint not null,
  url text not null,
  sha256 text not null references raw_page,
  primary key (run_id, position)
);
create index run_page_body on run_page (sha256);

create table host_gate (
  host text primary key,
  ticket text,
  lease_until timestamptz,
  next_at timestamptz not null default '-infinity',
  not_before timestamptz not null default '-infinity'
);

create table robots (
  authority text primary key,
  status int not null,
  text text not null,
  fetched_at timestamptz not null,
  expires_at timestamptz not null
);

create table request_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  host text not null,
  path text not null,
  method text not null,
  robots smallint not null,
  robots_rule text not null,
  conditional boolean not null,
  status int not null,
  bytes bigint not null,
  wait_ms int not null,
  duration_ms int not null,
  source text not null,
  board text,
  error text
);
create index request_log_at on request_log (at);

create table request_day (
  day date not null,
  host text not null,
  status int not null,
  requests int not null,
  conditional int not null,
  bytes bigint not null,
  primary key (day, host, status)
);

create table company (
  id int generated always as identity primary key,
  key text not null unique,
  slug text not null unique,
  name text not null
);

-- A row of a source: its hash says that nothing changed, its sightings say whether it is still there. Narrow, since every run touches it.
create table source_row (
  id int generated always as identity primary key,
  board_id int not null references board on delete cascade,
  key text not null,
  hash bytea not null,
  is_posting boolean not null,
  misses smallint not null default 0,
  missed_run int,
  first_seen_at timestamptz not null,
  confirmed_at timestamptz not null,
  closed_at timestamptz,
  unique (board_id, key)
) with (fillfactor = 80);

-- The trace of a row that is no backend work.
create table not_backend (
  row_id int primary key references source_row on delete cascade,
  title text not null,
  reason text not null
);

create table posting (
  id int generated always as identity primary key,
  board_id int not null references board on delete cascade,
  -- null: the source's row no longer gives this posting.
  row_id int references source_row on delete set null,
  external_id text not null,
  company_id int not null references company,
  listing_id int,
  content_hash bytea not null,
  rules_version text not null,
  cause smallint not null,
  posted_at timestamptz,
  expires_at timestamptz,
  first_seen_at timestamptz not null,
  closed_at timestamptz,
  close_reason smallint,
  reopened smallint not null default 0,
  joined_because text,
  unique (board_id, external_id)
) with (fillfactor = 90);
create index posting_of_listing on posting (listing_id);
create index posting_unlinked on posting (id) where listing_id is null;
create index posting_of_row on posting (row_id);
create index posting_expires on posting (expires_at) where closed_at is null and expires_at is not null;
create index posting_rules on posting (rules_version, id);

create table posting_detail (
  posting_id int primary key,
  raw jsonb not null,
  derived jsonb not null
);

create table posting_text (
  posting_id int primary key,
  description text,
  description_text text,
  description_html text,
  sanitiser text
);

-- What linking compares.
create table posting_link (
  posting_id int primary key,
  company_key text not null,
  ats_key text,
  role_key text not null,
  title text not null,
  level text not null,
  rung text,
  places text[] not null,
  remote boolean not null,
  minhash bytea
);
alter table posting_link alter column minhash set storage main;
create index posting_link_company on posting_link (company_key);
create index posting_link_ats on posting_link (ats_key) where ats_key is not null;

create table posting_change (
  id bigint generated always as identity primary key,
  posting_id int not null,
  at timestamptz not null,
  field smallint not null,
  before text,
  after text
);
create index posting_change_of_posting on posting_change (posting_id, id);

-- One function closes; a trigger refuses every other statement that would.

create function refuse_closing() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('backboard.closing', true), '') <> 'on' then
    raise exception 'only close_rows and close_postings close' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger posting_closing before update on posting
  for each row when (old.closed_at is null and new.closed_at is not null) execute function refuse_closing();
create trigger source_row_closing before update on source_row
  for each row when (old.closed_at is null and new.closed_at is not null) execute function refuse_closing();

create function close_postings(ids int[], why smallint, at_time timestamptz) returns table (id int, listing_id int) language plpgsql as $$
begin
  perform set_config('backboard.closing', 'on', true);
  return query
    with closing as (
      update posting p set closed_at = at_time, close_reason = why
      where p.id = any (ids) and p.closed_at is null
      returning p.id, p.listing_id
    ), noted as (
      insert into posting_change (posting_id, at, field, before, after)
      select c.id, at_time, 4, null, why::text from closing c
    )
    select c.id, c.listing_id from closing c;
  perform set_config('backboard.closing', 'off', true);
end $$;

create function close_rows(ids int[], at_time timestamptz) returns int language plpgsql as $$
declare
  closed int;
begin
  perform set_config('backboard.closing', 'on', true);
  update source_row r set closed_at = at_time where r.id = any (ids) and r.closed_at is null;
  get diagnostics closed = row_count;
  perform set_config('backboard.closing', 'off', true);
  return closed;
end $$;

-- Places by kind and folded name, so that a filter and a facet mean the same: 1 country (ISO code), 2 region, 3 city. The name «unknown» stands for what is not stated.
create table place (
  id int generated always as identity primary key,
  kind smallint not null,
  folded text not null,
  name text not null,
  unique (kind, folded)
);

-- A listing's codes: everything that a filter, a facet or a pay summary asks. Its words lie in listing_card.
create table listing (
  id int generated always as identity primary key,
  posted_at timestamptz not null,
  first_seen_at timestamptz not null,
  closed_at timestamptz,
  open boolean not null,
  backend smallint not null,
  company_id int not null references company,
  title smallint,
  level smallint not null,
  -- Bit n: the level with code n lies in the stated range.
  levels smallint not null,
  level_basis smallint not null,
  specialisation smallint,
  industry smallint,
  workplace smallint,
  tags smallint not null,
  face_source smallint not null,
  pay_stated boolean not null,
  -- Base pay a year that statistics may use.
  pay_usable boolean not null,
  currency text,
  annual_low double precision,
  annual_high double precision,
  eur_low int,
  eur_high int,
  first_country int,
  first_region int,
  first_city int,
  languages int[] not null,
  required_languages int[] not null,
  skills int[] not null,
  places int[] not null,
  sources int[] not null,
  content_hash bytea not null
) with (fillfactor = 90);
alter table listing
  alter column languages set storage main,
  alter column required_languages set storage main,
  alter column skills set storage main,
  alter column places set storage main,
  alter column sources set storage main;
create index listing_newest on listing (posted_at desc, id desc) where open and backend = 1;
create index listing_pay on listing (eur_high desc nulls last, id desc) where open and backend = 1;
create index listing_title on listing (title, posted_at desc, id desc) where open and backend = 1;
create index listing_specialisation on listing (specialisation, posted_at desc, id desc) where open and backend = 1;
create index listing_industry on listing (industry, posted_at desc, id desc) where open and backend = 1;
create index listing_arrays on listing using gin (languages, skills, places) where open and backend = 1;
create index listing_company on listing (company_id, posted_at desc, id desc);
create index listing_all_newest on listing (posted_at desc, id desc);
create index listing_paid on listing (first_seen_at) where pay_usable and backend = 1;
create index listing_first_seen on listing using brin (first_seen_at);

create table listing_card (
  listing_id int primary key references listing on delete cascade,
  face_posting_id int not null,
  slug text not null,
  card jsonb not null
);

create table listing_text (
  listing_id int primary key references listing on delete cascade,
  open boolean not null,
  source_hash bytea not null,
  terms tsvector not null
);
create index listing_text_open on listing_text using gin (terms) where open;
create index listing_text_closed on listing_text using gin (terms) where not open;

-- The planner prices a text match like an equality and would rather unpack every vector than ask the index; dearer functions need a superuser.
create function listings_with_terms(wanted tsquery, is_open boolean) returns setof int language plpgsql stable rows 1000 set enable_seqscan = off as $$
begin
  if is_open then
    return query select t.listing_id from listing_text t where t.open and t.terms @@ wanted;
  else
    return query select t.listing_id from listing_text t where not t.open and t.terms @@ wanted;
  end if;
end $$;

-- A merged listing's id, for ever.
create table listing_moved (
  id int primary key,
  to_id int not null
);
create index listing_moved_to on listing_moved (to_id);

-- Read in the order of (xid, seq), and only below readable_below(): transactions commit out of the order of their numbers.
create table change_log (
  xid xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  listing_id int not null,
  cause smallint not null,
  at timestamptz not null,
  closed_since timestamptz,
  primary key (xid, seq)
);
create index change_log_new on change_log (at) where cause = 0;

-- Everything before this transaction has ended, as far as this database goes. The snapshot's own xmin would also wait for writers in other
-- databases of the server; a transaction that is not surely one of theirs counts as ours.
create function readable_below() returns xid8 language sql stable as $$
  select coalesce(
    (select x from pg_snapshot_xip(pg_current_snapshot()) x
      where not exists (
        select from pg_locks k join pg_stat_activity a on a.pid = k.pid
        where k.locktype = 'transactionid' and k.mode = 'ExclusiveLock' and k.granted and k.transactionid = x::xid
          and a.datid <> (select d.oid from pg_database d where d.datname = current_database()))
      order by x limit 1),
    pg_snapshot_xmax(pg_current_snapshot()))
$$;

create table reader_position (
  reader text primary key,
  xid xid8 not null,
  seq bigint not null
);
insert into reader_position (reader, xid, seq) values ('matching', '0', 0);

create table saved_search (
  id uuid primary key default gen_random_uuid(),
  filter jsonb not null,
  channel smallint not null,
  target text not null,
  target_hash bytea not null,
  cadence smallint not null,
  hour smallint not null,
  weekday smallint not null,
  time_zone text not null,
  wants_pay_rises boolean not null,
  consent_version text not null,
  client_hash text not null,
  confirm_hash bytea not null unique,
  manage_hash bytea not null,
  state smallint not null,
  stopped_reason text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  first_xid xid8,
  first_seq bigint
);
create index saved_search_manage on saved_search (manage_hash);
create index saved_search_target on saved_search (target_hash);
create index saved_search_active on saved_search (id) where state = 1;
create index saved_search_expiry on saved_search (expires_at) where state = 0;

-- Requests for a confirmation, by hash only: deleting a search does not reset the limits.
create table confirmation_request (
  id bigint generated always as identity primary key,
  target_hash bytea not null,
  client_hash text not null,
  at timestamptz not null
);
create index confirmation_request_target on confirmation_request (target_hash, at);
create index confirmation_request_client on confirmation_request (client_hash, at);

create table delivery (
  id uuid primary key default gen_random_uuid(),
  saved_search_id uuid not null references saved_search on delete cascade,
  state smallint not null,
  due_at timestamptz not null,
  attempt smallint not null default 0,
  lease_owner text,
  lease_until timestamptz,
  opened_at timestamptz not null,
  begun_at timestamptz,
  ended_at timestamptz,
  listings int not null,
  error text
);
create index delivery_due on delivery (due_at) where state in (0, 1);
create index delivery_of_search on delivery (saved_search_id, opened_at desc);

create table alert (
  id bigint generated always as identity primary key,
  saved_search_id uuid not null references saved_search on delete cascade,
  listing_id int not null,
  occasion text not null,
  at timestamptz not null,
  -- No reference: a message's record goes after its time, and the alert must stay sent.
  delivery_id uuid,
  unique (saved_search_id, listing_id, occasion)
);
create index alert_unsent on alert (saved_search_id, at) where delivery_id is null;
create index alert_of_delivery on alert (delivery_id);
