-- Whose adverts make the middle of the scale of levels, and how many adverts of project jobs lie above 1?
with placed as (
    select l.level, r.title_family, list_contains($of_projects::varchar[], r.title_family) as is_project
    from level l
    join reading r using (posting_id)
    where r.title_family <> 'other'
)
select
    count(*) as adverts,
    count(*) filter (where not is_project) as product_adverts,
    count(*) filter (where is_project) as project_adverts,
    coalesce(avg(level), 0) as middle,
    avg(level) filter (where is_project) as project_middle,
    avg((level > 1)::integer) filter (where is_project) as project_share_above_one
from placed
