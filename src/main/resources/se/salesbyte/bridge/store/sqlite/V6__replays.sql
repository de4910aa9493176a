-- A replay of many leads: what it takes in, how far it has come. Its leads are started a few at a time, oldest first.
create table replay(
  id            text    primary key,           -- ULID: sorts by the time that it was opened
  opened_at     integer not null,
  ended_at      integer,                       -- null: it is running, or an erasure ended it
  state         text    not null,              -- ReplayState
  lead_state    text    not null,              -- the filter: as of lists
  source        text,
  text          text,                          -- null also once a person was erased from it
  received_from integer,
  received_to   integer,
  force         integer not null,
  reason        text,
  planned       integer not null,              -- how many it was to start when it was opened
  started       integer not null default 0,
  position      text    not null,              -- the last lead id looked at
  last_id       text    not null               -- leads after that one came later, and are not taken in
) without rowid;
create index replay_running on replay(id) where state = 'running';

alter table run add column replay_id text;
alter table run add column attempts_before integer not null default 0;
create index run_replay on run(replay_id, lead_id) where replay_id is not null;

-- What replays have started and nobody has tried yet: more of it waits for that.
create index lead_replayed on lead(id) where priority = 2 and state in ('accepted', 'delivering');
