-- In how many of its vacancies of $families, counted as in `report_firm_facts`, does each firm ask for each theme?
with asked as (
    select distinct on (p.firm, r.title_family, r.title_rank, coalesce(r.cluster, p.posting_id)) p.firm, posting_id
    from reading r
    join posting_state p using (posting_id)
    semi join level l using (posting_id)
    where r.title_family in (select unnest($families))
    order by posting_id
)
select firm, s.theme_id, count(distinct posting_id) as adverts
from statement s
join asked using (posting_id)
where s.theme_id is not null
group by firm, s.theme_id
