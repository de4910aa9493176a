-- Whom leads were sent about of late, while bridge.duplicate.window is set: keyed hashes of e-mails and phone numbers.
create table contact(
  digest  blob    not null,                    -- keyed by a secret of this store: no way back to the person
  lead_id text    not null references lead(id) on delete cascade,
  at      integer not null,                    -- when its call began
  primary key(digest, lead_id)
) without rowid;
create index contact_lead on contact(lead_id);
create index contact_at on contact(at);
