-- Which titles of $families at firms have adverts enough to be compared with others?
select firm, title_family, title_rank, level, level_low, level_high, adverts, reliability
from title_level
where adverts >= 3 and level is not null and title_rank in ('plain', 'senior', 'lead')
    and list_contains($families::varchar[], title_family)
order by title_family, (title_rank = 'senior') desc, adverts desc, firm
limit $at_most
