-- Confirmations that wait to be sent: a restart or an absent mail server loses none. Their words are made when they leave, so that no token is kept.
create table letter (
  saved_search_id uuid primary key references saved_search on delete cascade,
  due_at timestamptz not null,
  attempt smallint not null default 0,
  -- Set before the server is spoken to: what it heard when a sender died nobody knows, and such a letter is not sent again.
  begun_at timestamptz
);
create index letter_due on letter (due_at) where begun_at is null;

-- Reports that a mailbox refused for now.
alter table saved_search add column soft_bounces smallint not null default 0;
alter table saved_search add column soft_bounced_since timestamptz;
