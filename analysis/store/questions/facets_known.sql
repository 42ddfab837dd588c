-- In what share of adverts does each facet say anything? A silent advert is unknown, not zero. Of some the board may tell beside the text.
with known as (
    select count(*) as adverts,
        avg((years_experience is not null)::int) as years_experience, avg((budget_amount is not null)::int) as budget,
        avg((team_size is not null)::int) as team_size, avg(line_management::int) as line_management,
        avg(mentoring::int) as mentoring, avg((scope is not null)::int) as scope,
        avg(concurrent_projects::int) as concurrent_projects,
        avg((stakeholder_level is not null)::int) as stakeholder_level, avg(external_clients::int) as external_clients,
        avg(budget_responsibility::int) as budget_responsibility, avg(business_case::int) as business_case,
        avg(governance::int) as governance, avg(risk::int) as risk, avg(procurement::int) as procurement,
        avg(change::int) as change, avg(regulated::int) as regulated,
        avg((geographic_reach is not null)::int) as geographic_reach, avg((len(methods) > 0)::int) as methods,
        avg((len(certifications) > 0)::int) as certifications, avg((education_level is not null)::int) as education,
        avg((len(tools) > 0)::int) as tools,
        avg((p.workplace is not null)::int) as "workplace (by board or text)",
        avg((coalesce(p.base_salary_min, p.base_salary_max) is not null)::int) as "pay (by board or text)",
        avg((coalesce(p.grade, f.grade_value) is not null)::int) as "grade (by board or text)",
        avg((coalesce(len(p.employment_type), 0) > 0 or coalesce(len(f.employment_type), 0) > 0)::int) as "employment type (by board or text)",
        avg((p.sector is not null)::int) as "sector (by board or text)"
    from facet f
    join posting p using (posting_id)
)
select facet, share, adverts from (unpivot known on columns(* exclude adverts) into name facet value share) order by share desc
