-- The inbox as SQLite has it, version 12, for any number of replicas. Times are epoch milliseconds.
-- Ids compare byte by byte (collate "C"): they sort by time then, whatever the database's language is.

-- Functions that the statements of both databases use; SQLite brings its own.
create function glob(pattern text, value text) returns boolean language sql immutable as $$
  -- as we write them: a star at both ends, between them literal characters and classes of letters, stars and the like
  select value ~ regexp_replace(substr(pattern, 2, length(pattern) - 2), '([.^$+(){}|\\])', '\\\1', 'g')
$$;
create function json_each(list text) returns table(value text) language sql immutable as $$
  select * from jsonb_array_elements_text(cast(list as jsonb))
$$;

create table setting(
  name  text collate "C" primary key,
  value bytea not null
);

-- Every source that ever had a route: known without one means 503, never 404.
create table source(
  name          text collate "C" primary key,
  first_seen_at bigint not null
);

-- One row a tenure of a running process. Each transaction of its writer counts it up and holds its lock meanwhile, while the
-- lease is good: that is the fence, and tells after a lost connection whether a commit came to pass.
create table replica(
  id          text collate "C" primary key,   -- ULID
  name        text   not null,                -- host and management port, for people
  joined_at   bigint not null,
  lease_until bigint not null,                -- on the clock of the database
  commits     bigint not null default 0,
  concurrency integer not null default 0,     -- its share of salesbyte.max-concurrency
  part        double precision not null default 0, -- of each rate, 0 to 1
  ended_at    bigint,                         -- it left, or was put out: what it owned is nobody's
  cleared_at  bigint                          -- what it owned without an intent was given back
) with (fillfactor = 50);

-- Narrow, because each state change rewrites the row; what is written once lies in lead_body and attempt.
create table lead(
  id               text   collate "C" primary key, -- ULID: sorts by the time of receipt
  source           text   collate "C" not null,
  event_id         text,                       -- as the provider sent it; null if it sent none
  received_at      bigint not null,
  state            text   collate "C" not null, -- LeadState
  next_at          bigint,                     -- when it is due; null: it is not waiting to be delivered
  priority         integer not null default 0, -- 0 fresh, 1 retry, 2 replay; the lower one goes first
  attempts         integer not null default 0, -- tries so far; the number of the one in hand fences off all others
  reason           text,                       -- why failed or unknown
  salesbyte_id     text,
  customer_name    text,
  customer_email   text,
  customer_phone   text,
  customer_company text,
  waiting          text   collate "C",         -- why a lead that is due is kept back; null: it is not
  run              integer not null default 1,
  attempts_before  integer not null default 0,
  verify_at        bigint,                     -- when SalesByte is asked next whether it created a lead; null: not to be asked
  owner            text   collate "C"          -- the replica that has it in hand; null: nobody
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02);
create index lead_due on lead(source, priority, next_at, id) where next_at is not null;
create index lead_open on lead(state, id) where state in ('delivering', 'retrying', 'failed', 'unknown');
create index lead_waiting on lead(waiting, id) where waiting is not null;
create index lead_owned on lead(owner) where owner is not null and next_at is not null;
create index lead_source on lead(source, id);
create index lead_unfinished on lead(id) where state in ('accepted', 'delivering', 'retrying');
create index lead_verify on lead(verify_at) where verify_at is not null;
create index lead_replayed on lead(id) where priority = 2 and state in ('accepted', 'delivering');

create table lead_body(
  lead_id      text collate "C" primary key references lead(id) on delete cascade,
  content_type text,
  payload      bytea not null                  -- the raw bytes, as received
);

-- One row a try: written as the intent before the call, completed by its outcome.
create table attempt(
  lead_id    text collate "C" not null references lead(id) on delete cascade,
  number     integer not null,
  started_at bigint not null,
  ended_at   bigint,                           -- null: in hand, or the process died in between
  request    text,                             -- JSON, secrets masked; null: it ended before the call
  reference  text,                             -- JSON: the sender's own record ids, for callbacks
  outcome    text collate "C",                 -- the LeadState it led to
  status     integer,                          -- HTTP status; null: no answer
  detail     text,
  failure    text,                             -- JSON, as callbacks carry it
  answer     text,                             -- JSON, secrets masked
  target     text,                             -- where the call went: a hash of its uuid and quote profile
  primary key(lead_id, number)
);
create index attempt_delivered on attempt(ended_at) where outcome = 'delivered';

-- dedupe_key is keyed by a secret of this store, so that it says nothing about a person once the lead is erased.
create table dedupe(
  source     text collate "C" not null,
  dedupe_key bytea not null,
  lead_id    text collate "C" not null,
  expires_at bigint,                           -- null: as long as the lead
  primary key(source, dedupe_key)
);

-- Whose event is it? Only where the dedupe memory cannot tell by the id.
create table event(
  event_id text collate "C" not null,
  lead_id  text collate "C" not null,
  primary key(event_id, lead_id)
);

create table outbox_message(
  id         text collate "C" primary key,     -- ULID, and the webhook-id the receiver sees at every try
  lead_id    text collate "C" references lead(id) on delete cascade, -- null: a system message
  source     text,                             -- of a system message about a source; else null
  outbox     text collate "C" not null,
  type       text not null,
  payload    text not null,
  created_at bigint not null,
  next_at    bigint,                           -- null: sent or parked
  attempts   integer not null default 0,
  sent_at    bigint,
  parked_at  bigint,
  detail     text,                             -- the last fault
  owner      text collate "C"                  -- the replica that has it in hand; null: nobody
);
create index outbox_due on outbox_message(outbox, next_at) where next_at is not null;
create index outbox_owned on outbox_message(owner) where owner is not null and next_at is not null;
create index outbox_lead on outbox_message(lead_id, outbox, id);

-- Requests that were refused, capped and masked by the intake. Bounded: the oldest go first.
create table refused(
  id           text collate "C" primary key,   -- ULID: sorts by the time of the request
  source       text not null,
  at           bigint not null,
  status       integer not null,               -- HTTP status that it was answered with
  reason       text not null,
  method       text not null,
  url          text not null,
  headers      text not null,                  -- JSON: name to values
  content_type text,
  size         bigint not null,                -- what it counts towards the bound
  body         bytea                           -- null: not kept
);
create table quarantine(
  id   integer primary key check (id = 1),
  size bigint not null
);
insert into quarantine(id, size) values(1, 0);
create function refused_counted() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update quarantine set size = size + new.size;
  else
    update quarantine set size = size - old.size;
  end if;
  return null;
end
$$;
create trigger refused_counted after insert or delete on refused for each row execute function refused_counted();

-- What happened to a lead beside its attempts and messages: looked up, settled by hand, replayed, held back.
create table timeline(
  seq     bigint generated by default as identity primary key,
  lead_id text   collate "C" not null references lead(id) on delete cascade,
  at      bigint not null,
  kind    text   not null,                     -- TimelineKind
  detail  text,
  actor   text   not null                      -- bridge or person
);
create index timeline_lead on timeline(lead_id, seq);

-- A replay opens a new run. Attempts count on through all of them; the retry schedule counts from attempts_before.
create table run(
  lead_id         text collate "C" not null references lead(id) on delete cascade,
  number          integer not null,            -- 2 and up: the first one needs no row
  opened_at       bigint not null,
  fields          text,                        -- JSON: what a person changed of the mapped fields; null: nothing
  reason          text,                        -- why, in a person's words
  replay_id       text collate "C",
  attempts_before integer not null default 0,
  primary key(lead_id, number)
);
create index run_replay on run(replay_id, lead_id) where replay_id is not null;

-- A replay of many leads: what it takes in, how far it has come. Its leads are started a few at a time, oldest first.
create table replay(
  id            text    collate "C" primary key, -- ULID: sorts by the time that it was opened
  opened_at     bigint  not null,
  ended_at      bigint,                        -- null: it is running, or an erasure ended it
  state         text    collate "C" not null,  -- ReplayState
  lead_state    text    not null,              -- the filter: as of lists
  source        text,
  text          text,                          -- null also once a person was erased from it
  received_from bigint,
  received_to   bigint,
  force         integer not null,
  reason        text,
  planned       integer not null,              -- how many it was to start when it was opened
  started       integer not null default 0,
  position      text    collate "C" not null,  -- the last lead id looked at
  last_id       text    collate "C" not null,  -- leads after that one came later, and are not taken in
  opened_by     text    not null default 'person'
);
create index replay_running on replay(id) where state = 'running';

-- Whom leads were sent about of late, while bridge.duplicate.window is set: keyed hashes of e-mails and phone numbers.
create table contact(
  digest  bytea  not null,                     -- keyed by a secret of this store: no way back to the person
  lead_id text   collate "C" not null references lead(id) on delete cascade,
  at      bigint not null,                     -- when its call began
  primary key(digest, lead_id)
);
create index contact_lead on contact(lead_id);
create index contact_at on contact(at);

-- How often SalesByte was asked what became of a call.
create table look_up(
  lead_id  text    collate "C" not null references lead(id) on delete cascade,
  attempt  integer not null,                   -- the number of the attempt in doubt
  answered integer not null,
  failed   integer not null,
  primary key(lead_id, attempt)
);

-- Whose quote is it? A row for each that a lead was answered with, found as, or given by a person. Replays take none away.
create table quote(
  salesbyte_id text    collate "C" not null,
  lead_id      text    collate "C" not null,   -- empty: its lead is erased
  attempt      integer not null,               -- the lead's last one then
  called_at    bigint,                         -- when the call began that was answered with it; null: known in another way
  target       text,                           -- where that call went: a hash of its uuid and quote profile
  primary key(salesbyte_id, lead_id, attempt)
);
create index quote_lead on quote(lead_id);

-- One row, held by whoever divides the shares of replicas.
create table flow(
  id           integer primary key check (id = 1),
  slowed_until bigint not null default 0       -- SalesByte asked to be left alone; on the clock of the database
);
insert into flow(id) values(1);

-- Where leads wait, as SalesByte does not know it or does not let it in.
create table pause(
  target    text collate "C" primary key,      -- a hash of uuid and quote profile
  profile   text   not null,
  paused_at bigint not null
);

-- What people are told of once, and who finds it so.
create table standing(
  topic   text   collate "C" not null,         -- such as salesbyte.unavailable
  replica text   collate "C" not null,         -- empty: people were told
  since   bigint not null,
  primary key(topic, replica)
);
