-- What people find leads by, in trigrams. Its rowid sorts as the lead's id does, see SearchRows; text is folded to lower case.
create virtual table search using fts5(text, lead_id unindexed, tokenize = 'trigram', columnsize = 0);
insert into search(search, rank) values('secure-delete', 1); -- nothing of an erased person stays in its pages

-- Leads whose customer changed since they were put there: found by looking at them until they are.
create table search_due(
  seq     integer primary key,                 -- the newest go first; below 0: another lead has its place, it stays here
  lead_id text    not null
);
create trigger lead_searched after update of customer_name, customer_email, customer_phone, customer_company on lead
when new.customer_name is not old.customer_name or new.customer_email is not old.customer_email
  or new.customer_phone is not old.customer_phone or new.customer_company is not old.customer_company
begin
  insert into search_due(lead_id) values(new.id);
end;
insert into search_due(lead_id)
  select id from lead
   where coalesce(customer_name, customer_email, customer_phone, customer_company) is not null
   order by id;


-- Whose event is it? Only where the dedupe memory cannot tell by the id, so that few events pay for it.
create table event(
  event_id text not null,
  lead_id  text not null,
  primary key(event_id, lead_id)
) without rowid;
insert into event(event_id, lead_id) select event_id, id from lead where event_id is not null order by event_id, id;
