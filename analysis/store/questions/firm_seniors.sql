-- What do the senior roles of each of $firms ask?
with asked as (
    select p.firm, p.posting_id, r.title_rank, f.*, l.level,
        mode(f.budget_currency) filter (where r.title_rank = 'senior' and f.budget_amount is not null)
            over (partition by p.firm) as usual_currency
    from facet f
    join reading r using (posting_id)
    join posting_state p using (posting_id)
    left join level l using (posting_id)
    where r.title_family <> 'other' and p.firm in (select unnest($firms::varchar[]))
)
select
    firm,
    count(*) filter (where title_rank = 'senior') as "senior adverts",
    count(*) filter (where title_rank = 'plain') as "adverts without rank word",
    avg(level) filter (where title_rank = 'senior') as "level of seniors",
    avg(level) filter (where title_rank = 'plain') as "level without rank word",
    median(years_experience) filter (where title_rank = 'senior') as "years asked of seniors (median)",
    median(budget_amount) filter (where title_rank = 'senior' and budget_currency = usual_currency) as "budget of seniors (median)",
    any_value(usual_currency) as "currency of these budgets",
    median(team_size) filter (where title_rank = 'senior') as "team of seniors (median)",
    avg(coalesce(line_management, false)::int) filter (where title_rank = 'senior') as "share with line management",
    avg(coalesce(stakeholder_level in ('executive', 'board'), false)::int) filter (where title_rank = 'senior')
        as "share with executives or board",
    avg(coalesce(governance, false)::int) filter (where title_rank = 'senior') as "share setting governance",
    avg(coalesce(business_case, false)::int) filter (where title_rank = 'senior') as "share with business cases"
from asked
group by firm
