-- Why a lead that is due is kept back, in a word of the contract; null: it is not. Without next_at it waits for a person.
alter table lead add column waiting text;
create index lead_waiting on lead(waiting, id) where waiting is not null;
