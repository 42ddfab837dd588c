-- Which titles of $at_least vacancies or more (of $firm, unless it is null) could claim more than they ask, or less, beside the
-- titles of the other rank at all other firms? With the error of the mean of these: they lie apart, and each is known so well only.
with rung as (
    select *, (level_high - level_low) / (2 * $z_90) as error from title_level where title_rank in ('plain', 'senior')
)
select t.firm, t.title_family, t.title_rank, case t.title_rank when 'senior' then 'inflated' else 'modest' end as claim,
    t.adverts, t.level, t.level_low, t.level_high,
    avg(m.level) as market_level, sqrt((var_samp(m.level) + avg(pow(m.error, 2))) / count(*)) as market_error,
    count(*) as market_firms
from rung t
join rung m on m.title_family = t.title_family and m.title_rank <> t.title_rank and m.firm <> t.firm
where t.adverts >= $at_least and ($firm is null or t.firm = $firm)
group by all
having count(*) >= 3
order by t.firm, t.title_family, t.title_rank
