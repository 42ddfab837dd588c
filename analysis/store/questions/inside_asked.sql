-- What share of the senior adverts of $firm ask for each duty? Near-duplicates and reposts count once.
with senior as (
    select f.*
    from vacancy v
    join facet f using (posting_id)
    where lower(v.firm) = lower($firm) and list_contains($seniors::varchar[], v.title_rank) and v.title_family <> 'other'
)
select
    count(*) as adverts,
    avg(coalesce(line_management, false)::integer) as line_management, avg(coalesce(mentoring, false)::integer) as mentoring,
    avg(coalesce(concurrent_projects, false)::integer) as concurrent_projects,
    avg(coalesce(external_clients, false)::integer) as external_clients,
    avg(coalesce(budget_responsibility, false)::integer) as budget_responsibility,
    avg(coalesce(business_case, false)::integer) as business_case, avg(coalesce(governance, false)::integer) as governance,
    avg(coalesce(risk, false)::integer) as risk, avg(coalesce(procurement, false)::integer) as procurement,
    avg(coalesce(change, false)::integer) as change, avg(coalesce(regulated, false)::integer) as regulated
from senior
