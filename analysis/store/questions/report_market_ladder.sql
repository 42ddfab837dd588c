-- What level does each title of $families demand over all firms, and within each sector and country ("all" stands for any)? How far do
-- its firms lie apart, and what does their own 90 % allow at least? Near-duplicates and reposts count once.
with home as (
    select p.firm, mode(coalesce(p.sector, f.sector)) as sector, mode(p.country) as country
    from posting_state p left join facet f using (posting_id)
    group by p.firm
),
at_firm as (
    select v.title_family, v.title_rank, v.firm, coalesce(h.sector, 'unknown') as sector,
        coalesce(h.country, 'unknown') as country,
        avg(v.level) as level, count(*) as adverts, avg(pow((v.level_high - v.level_low) / 2, 2)) / count(*) as own_square
    from vacancy v
    join home h using (firm)
    where v.level is not null and list_contains($families::varchar[], v.title_family)
    group by all
)
select
    coalesce(sector, 'all') as sector, coalesce(country, 'all') as country, title_family, title_rank,
    sum(adverts)::integer as adverts, count(*) as firms, avg(level) as level,
    stddev_samp(level) as spread, sqrt(sum(own_square)) / count(*) as own_reach
from at_firm
group by title_family, title_rank, cube (sector, country)
having count(*) >= 3
order by sector, country, title_family, level
