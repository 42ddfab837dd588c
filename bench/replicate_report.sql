-- Multiply what the report reads, beside what `replicate.sql` has multiplied: each copy's adverts say what the first ones said.
set enable_progress_bar = false;

create temp table copy as
select range as number from range(((select count(*) from posting_state) / (select count(*) from reading))::bigint);

create temp table name as
select r.posting_id as old_id, md5(r.posting_id || c.number)[:16] as posting_id, c.number
from reading r cross join copy c
where md5(r.posting_id || c.number)[:16] in (select posting_id from matchable);

create temp table base_reading as from reading;
create temp table base_text as from posting_text;
create temp table base_facet as from facet;
create temp table base_statement as from statement;
create temp table base_level as from level;
create temp table base_title as from title_level;

delete from posting_state where posting_id not in (select posting_id from matchable);
delete from reading;
delete from posting_text;
delete from facet;
delete from statement;
delete from level;
delete from title_level;

insert into reading
select b.* replace (n.posting_id as posting_id, b.cluster || '-' || n.number as cluster)
from base_reading b join name n on n.old_id = b.posting_id;

insert into posting_text
select b.* replace (n.posting_id as posting_id) from base_text b join name n on n.old_id = b.posting_id;

insert into facet
select b.* replace (n.posting_id as posting_id) from base_facet b join name n on n.old_id = b.posting_id;

insert into statement
select b.* replace (n.posting_id as posting_id) from base_statement b join name n on n.old_id = b.posting_id;

insert into level
select b.* replace (n.posting_id as posting_id) from base_level b join name n on n.old_id = b.posting_id;

insert into title_level
select b.* replace (b.firm || ' ' || c.number as firm) from base_title b cross join copy c
where b.firm || ' ' || c.number in (select firm from posting_state);
