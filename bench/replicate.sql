-- Multiply the tables that a match reads until there are $adverts adverts: copies of firms, of adverts and of what they ask.
-- Half of each copy's words get a spelling that only every twentieth copy shares: vocabularies grow with their market.
set enable_progress_bar = false;

create temp table copy as
select range as number from range((select ceil($adverts / count(*)) from matchable)::bigint);

create temp table base_state as from posting_state;
create temp table base_row as from matchable;
create temp table base_demand as from demand;
create temp table base_term as from term;
create temp table size as select max(posting_number) as numbers from matchable;

delete from posting_state;
delete from matchable;
delete from demand;
delete from term;
delete from term_rarity;
delete from demand_rarity;

insert into matchable
select r.* replace (
    r.posting_number + c.number * s.numbers as posting_number,
    md5(r.posting_id || c.number)[:16] as posting_id,
    r.firm || ' ' || c.number as firm,
    r.first_seen - to_days((c.number % 400)::integer) as first_seen,
    r.salary_year * (0.8 + 0.4 * (hash(r.posting_id, c.number) % 1000) / 1000) as salary_year,
    r.settled_level + 0.5 * (hash(c.number, r.posting_id) % 1000) / 1000 - 0.25 as settled_level
)
from base_row r cross join copy c cross join size s
order by posting_number
limit $adverts;

insert into posting_state
select b.* replace (
    md5(b.posting_id || c.number)[:16] as posting_id, b.source_id || '-' || c.number as source_id,
    b.firm || ' ' || c.number as firm, b.url || '/' || c.number as url
)
from base_state b cross join copy c;

insert into demand
select d.* replace (d.posting_number + c.number * s.numbers as posting_number)
from base_demand d cross join copy c cross join size s
order by facet, value, posting_number;

insert into term
select
    case when hash(t.term, c.number) % 2 = 0 then t.term else t.term || '~' || c.number % 20 end as term,
    t.posting_number + c.number * s.numbers as posting_number, t.weight
from base_term t cross join copy c cross join size s
order by term, posting_number;
