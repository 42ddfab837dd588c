-- How rare is each word among the adverts?
insert into term_rarity
with everything as (select count(*) as adverts from matchable),
counted as (
    select term, count(*) as postings
    from term
    group by term
)
select term, postings, ln(1 + (adverts - postings + 0.5) / (postings + 0.5)) as rarity
from counted, everything
order by term
