-- What do titles of $families, of each rank, ask in $sector? Shares are of distinct vacancies; figures are medians of those that state one, beside
-- their number, and none of fewer than $at_least; budgets in the usual currency.
with one as (
    select v.title_rank, v.firm, v.level, f.*
    from vacancy v
    join posting p using (posting_id)
    join facet f using (posting_id)
    where p.sector = $sector and list_contains($families::varchar[], v.title_family)
),
usual as (
    select mode(budget_currency) filter (where budget_amount is not null) as currency from one
),
-- How far each firm's adverts lie from their rank's mean, all together: adverts of one firm resemble each other.
apart as (
    select title_rank, firm, count(*) as adverts, sum(off) as off
    from (select *, level - avg(level) over (partition by title_rank) as off from one where level is not null)
    group by all
),
unsure as (
    select title_rank, count(*)::integer as firms,
        sqrt(sum(off ** 2) * count(*) / nullif(count(*) - 1, 0)) / sum(adverts) as error
    from apart
    group by title_rank
)
select
    title_rank, count(*) as adverts, any_value(u.firms) as firms, avg(level) as level, any_value(u.error) as error,
    case when count(years_experience) >= $at_least then median(years_experience) end as years_experience,
    count(years_experience) as years_experience_n,
    case when count(team_size) >= $at_least then median(team_size) end as team_size, count(team_size) as team_size_n,
    case when count(budget_amount) filter (where budget_currency = usual.currency) >= $at_least
        then median(budget_amount) filter (where budget_currency = usual.currency) end as budget,
    count(budget_amount) filter (where budget_currency = usual.currency) as budget_n,
    any_value(usual.currency) as budget_currency,
    avg((coalesce(scope, '') in ('programme', 'portfolio'))::int) as programme_or_more,
    avg((coalesce(stakeholder_level, '') in ('executive', 'board'))::int) as executives_or_board,
    avg(coalesce(line_management, false)::int) as line_management, avg(coalesce(business_case, false)::int) as business_case,
    avg(coalesce(governance, false)::int) as governance, avg(coalesce(change, false)::int) as change
from one
cross join usual
left join unsure u using (title_rank)
group by title_rank
order by level
