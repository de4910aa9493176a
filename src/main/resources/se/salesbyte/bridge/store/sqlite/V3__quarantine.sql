-- Requests that were refused, capped and masked by the intake. Bounded: the oldest go first.
create table refused(
  id           text    primary key,            -- ULID: sorts by the time of the request
  source       text    not null,
  at           integer not null,
  status       integer not null,               -- HTTP status that it was answered with
  reason       text    not null,
  method       text    not null,
  url          text    not null,
  headers      text    not null,               -- JSON: name to values
  content_type text,
  size         integer not null,               -- what it counts towards the bound
  body         blob                            -- null: not kept. Last, so that lists do not read it
);

-- How much there is, kept by triggers: a bound that no insert has to count for, and no way to delete past it.
create table quarantine(
  id   integer primary key check (id = 1),
  size integer not null
);
insert into quarantine(id, size) values(1, 0);
create trigger refused_kept after insert on refused begin
  update quarantine set size = size + new.size;
end;
create trigger refused_gone after delete on refused begin
  update quarantine set size = size - old.size;
end;

-- System messages belong to no lead: lead_id may be null, and source says whom they are about.
create table outbox_message_new(
  id         text    primary key,              -- ULID, and the webhook-id the receiver sees at every try
  lead_id    text    references lead(id) on delete cascade, -- null: a system message
  source     text,                             -- of a system message about a source; else null
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
insert into outbox_message_new(
         id, lead_id, outbox, type, payload, created_at, next_at, attempts, sent_at, parked_at, detail)
  select id, lead_id, outbox, type, payload, created_at, next_at, attempts, sent_at, parked_at, detail
    from outbox_message;
drop table outbox_message;
alter table outbox_message_new rename to outbox_message;
create index outbox_due on outbox_message(outbox, next_at) where next_at is not null;
create index outbox_lead on outbox_message(lead_id, outbox, id);
