-- How far apart are the levels of project managers and their seniors in this market? Near-duplicates and reposts count once.
select
    median(level) filter (where title_rank = 'senior') - median(level) filter (where title_rank = 'plain') as rung,
    count(*) filter (where title_rank = 'senior') as seniors,
    count(*) filter (where title_rank = 'plain') as plains
from vacancy
where title_family = 'project_manager' and level is not null
