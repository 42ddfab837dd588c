-- How many adverts that are open on the day $open_on ask for all of this together?
select
    count(*) as adverts,
    count(*) filter (
        where (not $line_management or f.line_management) and (not $mentoring or f.mentoring)
            and (not $concurrent_projects or f.concurrent_projects) and (not $external_clients or f.external_clients)
            and (not $budget_responsibility or f.budget_responsibility) and (not $business_case or f.business_case)
            and (not $governance or f.governance) and (not $risk or f.risk) and (not $procurement or f.procurement)
            and (not $change or f.change) and (not $regulated or f.regulated)
            and ($stakeholder_level is null or f.stakeholder_level in (select unnest($stakeholder_level::varchar[])))
            and ($scope is null or f.scope in (select unnest($scope::varchar[])))
            and list_has_all(coalesce(f.methods, []), $methods::varchar[])
            and list_has_all(
                list_transform(coalesce(f.certifications, []), lambda one: one.name), $certifications::varchar[]
            )
    ) as together
from facet f
join posting_state p using (posting_id)
where p.is_open and coalesce(p.valid_through >= $open_on, true)
