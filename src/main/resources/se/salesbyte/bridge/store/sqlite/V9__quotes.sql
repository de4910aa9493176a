-- Whose quote is it? A row for each that a lead was answered with, found as, or given by a person. Replays take none away.
create table quote(
  salesbyte_id text    not null,
  lead_id      text    not null,               -- empty: its lead is erased
  attempt      integer not null,               -- the lead's last one then
  called_at    integer,                        -- when the call began that was answered with it; null: known in another way
  target       text,                           -- where that call went: a hash of its uuid and quote profile
  primary key(salesbyte_id, lead_id, attempt)
) without rowid;
create index quote_lead on quote(lead_id);
alter table attempt add column target text;    -- likewise; null: not called, or called before this was kept

insert or ignore into quote(salesbyte_id, lead_id, attempt, called_at)
  select json_extract(answer, '$.id') || '' as salesbyte_id, lead_id, number,
         case outcome when 'delivered' then started_at end
    from attempt
   where case when json_valid(answer) then json_extract(answer, '$.id') end is not null
   order by salesbyte_id;
insert or ignore into quote(salesbyte_id, lead_id, attempt)
  select salesbyte_id, id, attempts
    from lead
   where salesbyte_id is not null
     and not exists (select 1 from quote q where q.salesbyte_id = lead.salesbyte_id and q.lead_id = lead.id)
   order by salesbyte_id;

drop index lead_quote;
