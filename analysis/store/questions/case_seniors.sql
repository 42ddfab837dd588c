-- What do the adverts of seniors ask, at $firm (null: in the whole market), in facets? Of what is named, any of $names. Near-duplicates and reposts count once.
with senior as (
    select f.*
    from vacancy v
    join facet f using (posting_id)
    where list_contains($seniors::varchar[], v.title_rank) and v.title_family <> 'other' and ($firm is null or v.firm = $firm)
)
select
    count(*) as adverts,
    median(years_experience) as years_experience, count(years_experience) as years_experience_n,
    median(years_managing) as years_managing, count(years_managing) as years_managing_n,
    median(team_size) as team_size, count(team_size) as team_size_n,
    median(budget_amount) filter (where budget_currency = $currency) as budget,
    count(budget_amount) filter (where budget_currency = $currency) as budget_n,
    count(*) filter (where line_management) as line_management_n,
    count(*) filter (where mentoring) as mentoring_n,
    count(*) filter (where concurrent_projects) as concurrent_projects_n,
    count(*) filter (where external_clients) as external_clients_n,
    count(*) filter (where budget_responsibility) as budget_responsibility_n,
    count(*) filter (where business_case) as business_case_n,
    count(*) filter (where governance) as governance_n,
    count(*) filter (where risk) as risk_n,
    count(*) filter (where procurement) as procurement_n,
    count(*) filter (where change) as change_n,
    count(*) filter (where regulated) as regulated_n,
    count(*) filter (where clearance) as clearance_n,
    count(*) filter (where scope in ('programme', 'portfolio')) as scope_n,
    count(*) filter (where stakeholder_level in ('executive', 'board')) as stakeholder_level_n,
    count(*) filter (where geographic_reach = 'international') as geographic_reach_n,
    count(*) filter (where list_has_any(list_transform(certifications, lambda one: one.name), $names::varchar[])) as certifications_n,
    count(*) filter (where list_has_any(methods, $names::varchar[])) as methods_n,
    count(*) filter (where list_has_any(tools, $names::varchar[])) as tools_n
from senior
