-- What the pay model found, kept by scope and month. A published month is for ever.

-- Factors of one scope: a country, or all of them where it is empty.
create table salary_factor_set (
  country text not null,
  months smallint not null,
  as_of timestamptz not null,
  listings int not null,
  answer jsonb not null,
  primary key (country, months)
);

create table salary_index (
  dimension text not null,
  value text not null,
  currency text not null,
  -- 2026-11 or 2026-Q4.
  period text not null,
  -- The period was over when it was written.
  final boolean not null,
  figure double precision,
  low double precision,
  high double precision,
  raw_median double precision,
  n int not null,
  employers int not null,
  listings int not null,
  breaks text[] not null,
  suppressed_reason text,
  model_version text not null,
  as_of timestamptz not null,
  primary key (dimension, value, currency, period)
);

create function refuse_revision() returns trigger language plpgsql as $$
begin
  raise exception 'a published month of a pay index is never rewritten' using errcode = 'check_violation';
end $$;
create trigger salary_index_revision before update on salary_index
  for each row when (old.final and old.figure is not null) execute function refuse_revision();

-- The fitted model, from which estimates are made: numbers only, packed.
create table pay_model (
  currency text primary key,
  as_of timestamptz not null,
  model_version text not null,
  n int not null,
  employers int not null,
  body bytea not null
);
alter table pay_model alter column body set storage external;
