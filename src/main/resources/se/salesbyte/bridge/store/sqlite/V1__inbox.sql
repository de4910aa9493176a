-- The inbox: queue, dedupe memory and history at once. Times are epoch milliseconds.

create table setting(
  name  text primary key,
  value blob not null
) without rowid;

-- Every source that ever had a route: known without one means 503, never 404.
create table source(
  name          text primary key,
  first_seen_at integer not null
) without rowid;

-- Narrow, because each state change rewrites the row; what is written once lies in lead_body and attempt.
create table lead(
  id               text    primary key,        -- ULID: sorts by the time of receipt
  source           text    not null,
  event_id         text,                       -- as the provider sent it; null if it sent none
  received_at      integer not null,
  state            text    not null,           -- LeadState
  next_at          integer,                    -- when it is due; null: it is not waiting to be delivered
  priority         integer not null default 0, -- 0 fresh, 1 retry; the lower one goes first
  attempts         integer not null default 0, -- tries so far; the number of the one in hand fences off all others
  reason           text,                       -- why failed or unknown
  salesbyte_id     text,
  customer_name    text,
  customer_email   text,
  customer_phone   text,
  customer_company text
) without rowid;
create index lead_due on lead(source, priority, next_at) where next_at is not null;
create index lead_open on lead(state, id) where state in ('delivering', 'retrying', 'failed', 'unknown');

create table lead_body(
  lead_id      text not null primary key references lead(id) on delete cascade,
  content_type text,
  payload      blob not null                   -- the raw bytes, as received
);

-- One row a try: written as the intent before the call, completed by its outcome.
create table attempt(
  lead_id    text    not null references lead(id) on delete cascade,
  number     integer not null,
  started_at integer not null,
  ended_at   integer,                          -- null: in hand, or the process died in between
  request    text,                             -- JSON, secrets masked; null: it ended before the call
  reference  text,                             -- JSON: the sender's own record ids, for callbacks
  outcome    text,                             -- the LeadState it led to
  status     integer,                          -- HTTP status; null: no answer
  detail     text,
  failure    text,                             -- JSON, as callbacks carry it
  answer     text,                             -- JSON, secrets masked
  primary key(lead_id, number)
) without rowid;

-- dedupe_key is keyed by a secret of this store, so that it says nothing about a person once the lead is erased.
create table dedupe(
  source     text not null,
  dedupe_key blob not null,
  lead_id    text not null,
  expires_at integer,                          -- null: as long as the lead
  primary key(source, dedupe_key)
) without rowid;

create table outbox_message(
  id         text    primary key,              -- ULID, and the webhook-id the receiver sees at every try
  lead_id    text    not null references lead(id) on delete cascade,
  outbox     text    not null,
  type       text    not null,
  payload    text    not null,
  created_at integer not null,
  next_at    integer,                          -- null: sent or parked
  attempts   integer not null default 0,
  sent_at    integer,
  parked_at  integer,
  detail     text                              -- the last fault
) without rowid;
create index outbox_due on outbox_message(outbox, next_at) where next_at is not null;
create index outbox_lead on outbox_message(lead_id, outbox, id);
