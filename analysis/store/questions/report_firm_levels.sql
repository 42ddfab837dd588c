-- What level does each title of each firm demand, and where is the firm?
with home as (
    select p.firm, mode(coalesce(p.sector, f.sector)) as sector, mode(p.country) as country
    from posting_state p left join facet f using (posting_id)
    group by p.firm
)
select
    t.firm, coalesce(h.sector, 'unknown') as sector, coalesce(h.country, 'unknown') as country,
    t.title_family, t.title_rank, t.adverts, t.level, t.level_low, t.level_high, t.reliability
from title_level t
join home h using (firm)
where t.title_family <> 'other' and t.level is not null
order by t.firm, t.title_family, t.title_rank
