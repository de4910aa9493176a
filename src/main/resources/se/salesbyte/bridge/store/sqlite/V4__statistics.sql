-- So that lists of one source, its last event, and statistics read no more than they show, however many leads there are.
create index lead_source on lead(source, id);
create index lead_unfinished on lead(id) where state in ('accepted', 'delivering', 'retrying');
create index attempt_delivered on attempt(ended_at) where outcome = 'delivered';
