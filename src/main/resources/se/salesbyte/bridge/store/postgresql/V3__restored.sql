-- Of a lead that came back with a backup: between these times it may have been called, and nobody kept that. Null: it was not.
alter table lead add column unseen_from bigint;
alter table lead add column unseen_until bigint;
