-- How far apart are the levels of project managers and their seniors in this market? Near-duplicates and reposts count once.
with vacancy as (
    select r.title_rank, l.level
    from level l
    join reading r using (posting_id)
    where r.title_family = 'project_manager'
    qualify row_number() over (partition by r.title_rank, coalesce(r.cluster, posting_id) order by posting_id) = 1
)
select
    median(level) filter (where title_rank = 'senior') - median(level) filter (where title_rank = 'plain') as rung,
    count(*) filter (where title_rank = 'senior') as seniors,
    count(*) filter (where title_rank = 'plain') as plains
from vacancy
