-- How often SalesByte was asked what became of a call, so that a process that is killed between two asks loses count of none.
create table look_up(
  lead_id  text    not null references lead(id) on delete cascade,
  attempt  integer not null,                   -- the number of the attempt in doubt
  answered integer not null,
  failed   integer not null,
  primary key(lead_id, attempt)
) without rowid;
