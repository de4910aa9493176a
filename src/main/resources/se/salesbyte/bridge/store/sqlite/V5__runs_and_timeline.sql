-- What happened to a lead beside its attempts and messages: looked up, settled by hand, replayed, held back.
create table timeline(
  seq     integer primary key,                 -- in the order of the commits
  lead_id text    not null references lead(id) on delete cascade,
  at      integer not null,
  kind    text    not null,                    -- TimelineKind
  detail  text,
  actor   text    not null                     -- bridge or person
);
create index timeline_lead on timeline(lead_id, seq);

-- A replay opens a new run. Attempts count on through all of them; the retry schedule counts from attempts_before.
alter table lead add column run integer not null default 1;
alter table lead add column attempts_before integer not null default 0;
create table run(
  lead_id   text    not null references lead(id) on delete cascade,
  number    integer not null,                  -- 2 and up: the first one needs no row
  opened_at integer not null,
  fields    text,                              -- JSON: what a person changed of the mapped fields; null: nothing
  reason    text,                              -- why, in a person's words
  primary key(lead_id, number)
) without rowid;

-- When SalesByte is asked next whether it created a lead that is unknown; null: not to be asked.
alter table lead add column verify_at integer;
create index lead_verify on lead(verify_at) where verify_at is not null;

-- Whose quote is it?
create index lead_quote on lead(salesbyte_id) where salesbyte_id is not null;
