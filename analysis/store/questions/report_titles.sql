-- Which firm and title pairs have adverts enough to be compared with others?
select
    firm, title_family, title_rank, level, level_low, level_high, adverts,
    case title_rank when 'plain' then '' when 'assistant' then 'Junior ' when 'senior' then 'Senior '
        when 'lead' then 'Lead ' else 'Head ' end
    || case title_family when 'programme_manager' then 'Programme Manager' else 'Project Manager' end as title
from title_level
where adverts >= 3 and level is not null and title_rank in ('plain', 'senior', 'lead')
    and title_family in ('project_manager', 'programme_manager')
order by title_family, (title_rank = 'senior') desc, adverts desc, firm
limit $at_most
