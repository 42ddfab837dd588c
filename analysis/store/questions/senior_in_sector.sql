-- What do titles of each rank ask in $sector? Shares are of distinct vacancies; figures are medians of those that state one.
with one as (
    select any_value(r.title_rank) as title_rank, any_value(l.level) as level, any_value(f) as f
    from posting p
    join reading r using (posting_id)
    join facet f using (posting_id)
    left join level l using (posting_id)
    where p.sector = $sector and r.title_family in ('project_manager', 'programme_manager', 'delivery_manager')
    group by coalesce(r.cluster, p.posting_id)
)
select
    title_rank, count(*) as adverts, avg(level) as level,
    median(f.years_experience) as years_experience, median(f.team_size) as team_size, median(f.budget_amount) as budget,
    avg((f.scope in ('programme', 'portfolio'))::int) as programme_or_more,
    avg((coalesce(f.stakeholder_level, '') in ('executive', 'board'))::int) as executives_or_board,
    avg(f.line_management::int) as line_management, avg(f.business_case::int) as business_case,
    avg(f.governance::int) as governance, avg(f.change::int) as change
from one
group by title_rank
order by level
