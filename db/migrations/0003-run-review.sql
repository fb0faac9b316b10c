-- What became of a run that was held back: a person accepted or rejected it, or six like runs released it.
alter table run add column review text check (review in ('accepted', 'rejected', 'released'));
alter table run add column reviewed_at timestamptz;
-- The last good runs of a board, however many unchanged or failed ones came since.
create index run_good on run (board_id, id desc) where verdict = 0 or review = 'accepted';
