-- What people were told of that is wrong with the bridge, as it began and when it was over. Nothing about a person.
create table alarm(
  id          text   collate "C" primary key,  -- ULID
  topic       text   collate "C" not null,     -- type and subject: of one topic only one stands
  type        text   not null,                 -- such as source.silent
  source      text,                            -- whom it is about; null: no source
  title       text   not null,
  message     text   not null,
  console     text   not null,                 -- page of the console
  since       bigint not null,                 -- when it began to be so
  began_at    bigint not null,                 -- when that was found
  told_at     bigint,                          -- null: not yet, as too many were told
  ended_at    bigint,                          -- null: it stands
  end_told_at bigint
);
create unique index alarm_standing on alarm(topic) where ended_at is null;

-- When people were told of alarms, for the bound of an hour.
create table alarm_told(
  id text   collate "C" primary key,           -- of the first message
  at bigint not null
);

-- How many leads each source had in an hour, to know its rhythm by. Stays when retention deletes the leads.
create table received_hour(
  source text   collate "C" not null,          -- empty: the bridge looked in that hour
  hour   bigint not null,                      -- since 1970
  leads  bigint not null,
  primary key(source, hour)
);
