-- Who opened a replay: the name that a person gave, or "person".
alter table replay add column opened_by text not null default 'person';
