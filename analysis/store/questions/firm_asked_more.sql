-- What are $firm's seniors asked more, or less, often than its plain titles, and how do such lines read?
with lines as (
    select r.title_family, t.name, statement_text(x.description_text, s.start_char, s.end_char) as text
    from statement s
    join theme t using (theme_id)
    join posting_text x using (posting_id)
    join posting_state p using (posting_id)
    join reading r using (posting_id)
    where p.firm = $firm and r.title_rank = 'senior' and not s.is_boilerplate
),
typical as (
    select title_family, name, list(distinct text order by abs(length(text) - 90), text)[1:2] as typical
    from lines
    group by title_family, name
)
select
    a.title_family, a.kind, if(a.name = 'business_case', 'strategy or business cases', replace(a.name, '_', ' ')) as name, a.senior_share, a.plain_share,
    m.senior_share as market_senior_share, a.senior_adverts, a.plain_adverts, a.log_odds, a.q, y.typical
from asked_more a
left join asked_more m on m.firm is null and m.title_family = a.title_family and m.kind = a.kind and m.name = a.name
left join typical y on a.kind = 'theme' and y.title_family = a.title_family and y.name = a.name
where a.firm = $firm and abs(a.senior_share - a.plain_share) >= 0.1
order by abs(a.z) desc, a.kind, a.name
limit 20
