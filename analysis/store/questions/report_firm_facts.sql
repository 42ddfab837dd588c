-- In how many of its vacancies of $families does each firm ask for what? As many as its levels are of; firms with most first.
with asked as (
    select v.firm, f.*
    from vacancy v
    join facet f using (posting_id)
    where v.level is not null and list_contains($families::varchar[], v.title_family)
)
select
    firm,
    count(*) as adverts,
    median(years_experience) as years,
    count(years_experience) as years_known,
    count(*) filter (where coalesce(budget_responsibility, false) or budget_amount is not null) as budget,
    count(*) filter (where line_management) as line_management,
    count(*) filter (where stakeholder_level in ('executive', 'board')) as executives,
    count(*) filter (where scope in ('programme', 'portfolio')) as programmes,
    count(*) filter (where governance) as governance,
    count(*) filter (where business_case) as business_case,
    count(*) filter (where change) as change,
    count(*) filter (where len(certifications) > 0) as certificates
from asked
group by firm
having count(*) >= 3
order by adverts desc, firm
limit $at_most
