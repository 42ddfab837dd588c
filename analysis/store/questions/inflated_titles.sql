-- Which titles of $at_least vacancies or more (of $firm, unless it is null) could claim more than they ask, or less, beside the other
-- firms' titles of the other rank? With the error of their mean.
with rung as (
    select * from title_level where title_rank in ('plain', 'senior') and adverts >= $at_least
)
select t.firm, t.title_family, t.title_rank, case t.title_rank when 'senior' then 'inflated' else 'modest' end as claim,
    t.adverts, t.level, t.level_low, t.level_high,
    avg(m.level) as market_level, stddev_samp(m.level) / sqrt(count(*)) as market_error, count(*) as market_firms
from rung t
join rung m on m.title_family = t.title_family and m.title_rank <> t.title_rank and m.firm <> t.firm
where $firm is null or t.firm = $firm
group by all
having count(*) >= 3
order by t.firm, t.title_family, t.title_rank
