-- What was just estimated, and on how much?
insert or replace into model
select $name, $version, $made_at, (select count(*) from reading), $body
