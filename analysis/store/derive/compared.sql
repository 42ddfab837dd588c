-- What is compared of each vacancy when firms are?
select
    posting_id, v.firm, v.title_family, v.title_rank, v.level,
    f.line_management, f.mentoring, f.concurrent_projects, f.external_clients, f.budget_responsibility, f.business_case,
    f.governance, f.risk, f.procurement, f.change, f.regulated, f.clearance,
    f.years_experience, f.budget_amount, f.team_size, f.stakeholder_level, f.scope, f.geographic_reach, f.certifications,
    f.education_level
from vacancy v
join facet f using (posting_id)
order by posting_id
