-- Which replica has it in hand, for a store that several share; in a file, which one process owns, always null.
alter table lead add column owner text;
alter table outbox_message add column owner text;
