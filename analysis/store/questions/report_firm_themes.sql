-- In how many of its vacancies of $families, counted as in `report_firm_facts`, does each firm ask for each theme?
select firm, s.theme_id, count(distinct posting_id) as adverts
from vacancy v
join statement s using (posting_id)
where v.level is not null and s.theme_id is not null and not s.is_boilerplate and list_contains($families::varchar[], v.title_family)
group by firm, s.theme_id
