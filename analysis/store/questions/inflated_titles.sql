-- Which titles claim more than they ask, or less? (Surer than $sure, $at_least vacancies or more; at $firm alone unless it is null.)
with market as (
    select title_family, title_rank, avg(level) as level, count(*) as firms
    from title_level where adverts >= $at_least group by all
),
other_rank as (
    select t.*, m.level as market_level, m.firms as market_firms,
        case t.title_rank when 'senior' then 'inflated' else 'modest' end as claim,
        (t.level_high - t.level_low) / 3.29 as error
    from title_level t
    join market m on m.title_family = t.title_family
        and m.title_rank = case t.title_rank when 'senior' then 'plain' else 'senior' end
    where t.title_rank in ('plain', 'senior') and t.adverts >= $at_least and m.firms >= 3
),
surer as (
    select *,
        case claim when 'inflated' then market_level - level else level - market_level end / nullif(error, 0) as z
    from other_rank
)
select firm, title_family, title_rank, claim, adverts, level, level_low, level_high, market_level, market_firms,
    1 / (1 + exp(-1.702 * z)) as probability
from surer
where 1 / (1 + exp(-1.702 * z)) >= $sure and ($firm is null or firm = $firm)
order by probability desc
