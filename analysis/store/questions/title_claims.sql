-- Which firms' titles claim more ("inflated") or less ("modest") than the same title does elsewhere?
-- The market is the mean of the other firms, each counted once; under $adverts_at_least adverts nothing is said.
with pairs as (
    select
        a.firm, a.title_family, a.title_rank, any_value(a.adverts) as adverts, any_value(a.level) as level,
        any_value(a.level_low) as level_low, any_value(a.level_high) as level_high, avg(b.level) as elsewhere,
        count(*) as firms
    from title_level a
    join title_level b on b.title_family = a.title_family and b.title_rank = a.title_rank and b.firm <> a.firm
    where a.level is not null and b.level is not null
    group by a.firm, a.title_family, a.title_rank
)
select
    firm, title_family, title_rank, adverts, level, level_low, level_high, elsewhere, firms,
    level - elsewhere as difference,
    case
        when adverts < $adverts_at_least or firms < 3 then 'cannot tell'
        when level_high < elsewhere then 'inflated'
        when level_low > elsewhere then 'modest'
        else 'like the market'
    end as claim
from pairs
order by difference
