-- What level does each firm's project manager titles demand, and where is the firm?
with home as (
    select firm, mode(sector) as sector, mode(country) as country from posting group by firm
)
select
    t.firm, coalesce(h.sector, 'unknown') as sector, coalesce(h.country, 'unknown') as country,
    t.title_family, t.title_rank,
    case t.title_rank when 'plain' then '' else t.title_rank || ' ' end || replace(t.title_family, '_', ' ') as title,
    t.adverts, t.level, t.level_low, t.level_high, t.reliability
from title_level t
join home h using (firm)
where t.title_family = 'project_manager' and t.level is not null
order by t.firm, t.title_rank
