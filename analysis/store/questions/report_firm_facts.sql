-- What does each firm ask in its project manager adverts?
with asked as (
    select p.firm, r.title_rank, f.*, l.level
    from facet f
    join reading r using (posting_id)
    join posting_state p using (posting_id)
    left join level l using (posting_id)
    where r.title_family in ('project_manager', 'programme_manager')
)
select
    firm,
    count(*) as adverts,
    count(*) filter (where title_rank = 'senior') as senior_adverts,
    avg(level) filter (where title_rank = 'plain') as plain_level,
    avg(level) filter (where title_rank = 'senior') as senior_level,
    median(years_experience) as years,
    avg((coalesce(budget_responsibility, false) or budget_amount is not null)::int) as budget,
    avg(coalesce(line_management, false)::int) as line_management,
    avg((stakeholder_level in ('executive', 'board'))::int) as executives,
    avg((scope in ('programme', 'portfolio'))::int) as programmes,
    avg(coalesce(governance, false)::int) as governance,
    avg(coalesce(business_case, false)::int) as business_case,
    avg(coalesce(change, false)::int) as change,
    avg((len(certifications) > 0)::int) as certificates
from asked
group by firm
having count(*) >= 3
order by firm
