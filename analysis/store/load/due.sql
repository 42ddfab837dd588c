-- Since when must an advert be closed to be forgotten?
create or replace temp table due as select $before::timestamp as before
