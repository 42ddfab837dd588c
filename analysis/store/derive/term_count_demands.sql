-- How rare is each thing asked among the adverts?
insert into demand_rarity
with everything as (select count(*) as adverts from matchable)
select facet, value, count(*) as postings, ln(1 + any_value(adverts) / count(*)) as rarity
from demand, everything
group by facet, value
order by facet, value
