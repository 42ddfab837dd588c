-- What do the senior roles of each of $firms ask, beside their plain titles? Like is compared with like: of one family, the one in
-- which most of these firms have seniors; near-duplicates and reposts count once. A median stands beside the number of adverts that state
-- a figure, and is none of fewer than $at_least.
with theirs as (
    from vacancy where title_family <> 'other' and list_contains($firms::varchar[], firm)
),
family as (
    select title_family
    from theirs
    group by title_family
    order by count(distinct firm) filter (where title_rank = 'senior') desc, count(*) desc, title_family
    limit 1
),
asked as (
    select *, mode(budget_currency) filter (where title_rank = 'senior' and budget_amount is not null)
        over (partition by firm) as usual_currency
    from theirs
    join facet using (posting_id)
    semi join family using (title_family)
),
told as (
    select
        firm,
        any_value(title_family) as title_family,
        count(*) filter (where title_rank = 'senior') as "senior adverts",
        count(*) filter (where title_rank = 'plain') as "adverts without rank word",
        median(years_experience) filter (where title_rank = 'senior') as "years asked of seniors (median)",
        count(years_experience) filter (where title_rank = 'senior') as "adverts that state years",
        median(budget_amount) filter (where title_rank = 'senior' and budget_currency = usual_currency)
            as "budget of seniors (median)",
        any_value(usual_currency) as "currency of these budgets",
        count(budget_amount) filter (where title_rank = 'senior' and budget_currency = usual_currency)
            as "adverts that state such a budget",
        median(team_size) filter (where title_rank = 'senior') as "team of seniors (median)",
        count(team_size) filter (where title_rank = 'senior') as "adverts that state a team",
        avg(coalesce(line_management, false)::int) filter (where title_rank = 'senior') as "share with line management",
        avg(coalesce(stakeholder_level in ('executive', 'board'), false)::int) filter (where title_rank = 'senior')
            as "share with executives or board",
        avg(coalesce(governance, false)::int) filter (where title_rank = 'senior') as "share setting governance",
        avg(coalesce(business_case, false)::int) filter (where title_rank = 'senior') as "share with strategy or business cases"
    from asked
    group by firm
)
select
    a.firm, a.title_family, a."senior adverts", a."adverts without rank word",
    s.level as "level of seniors", s.level_low as "level of seniors, low", s.level_high as "level of seniors, high",
    o.level as "level without rank word", o.level_low as "level without rank word, low",
    o.level_high as "level without rank word, high",
    a.* exclude (firm, title_family, "senior adverts", "adverts without rank word") replace (
        case when a."adverts that state years" >= $at_least then a."years asked of seniors (median)" end
            as "years asked of seniors (median)",
        case when a."adverts that state such a budget" >= $at_least then a."budget of seniors (median)" end
            as "budget of seniors (median)",
        case when a."adverts that state a team" >= $at_least then a."team of seniors (median)" end
            as "team of seniors (median)"
    )
from told a
left join title_level s on s.firm = a.firm and s.title_family = a.title_family and s.title_rank = 'senior'
left join title_level o on o.firm = a.firm and o.title_family = a.title_family and o.title_rank = 'plain'
