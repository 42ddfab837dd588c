-- How far apart are the levels of project managers and their seniors in this market?
select
    median(l.level) filter (where r.title_rank = 'senior') - median(l.level) filter (where r.title_rank = 'plain') as rung,
    count(*) filter (where r.title_rank = 'senior') as seniors,
    count(*) filter (where r.title_rank = 'plain') as plains
from level l
join reading r using (posting_id)
where r.title_family = 'project_manager'
