-- What do titles of $families, of each rank, ask in $sector? Of levels each firm's mean counts once. Shares are of distinct vacancies; figures are
-- medians of those that state one, beside their number, and none of fewer than $at_least; budgets in the usual currency.
with one as (
    select v.title_rank, v.firm, v.level, v.level_low, v.level_high, f.*
    from vacancy v
    join posting p using (posting_id)
    join facet f using (posting_id)
    where p.sector = $sector and list_contains($families::varchar[], v.title_family)
),
usual as (
    select mode(budget_currency) filter (where budget_amount is not null) as currency from one
),
at_firm as (
    select title_rank, firm, avg(level) as level, avg(pow((level_high - level_low) / 2, 2)) / count(*) as own_square
    from one where level is not null
    group by all
),
placed as (
    select title_rank, count(*)::integer as firms, avg(level) as level,
        stddev_samp(level) / sqrt(count(*)) as error, sqrt(sum(own_square)) / count(*) as own_reach
    from at_firm
    group by title_rank
)
select
    title_rank, count(*) as adverts, any_value(placed.firms) as firms, any_value(placed.level) as level,
    any_value(placed.error) as error, any_value(placed.own_reach) as own_reach,
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
left join placed using (title_rank)
group by title_rank
order by any_value(placed.level)
