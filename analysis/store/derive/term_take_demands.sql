-- What do the newly numbered adverts ask, one demand a row, and is it demanded or only wished for?
-- What everyone who manages projects meets is no demand: a project, one's team, one place, any sector.
insert into demand by name
with numbered as (
    select posting_number, posting_id
    from matchable
    where posting_number > (select coalesce(max(posting_number), 0) from demand)
),
wished as (
    select e.posting_id, e.facet, e.start_char, e.end_char, l.posting_id is not null as is_wish
    from evidence e
    semi join numbered using (posting_id)
    left join (from line_read where section = 'preferred') l
        on l.posting_id = e.posting_id and e.start_char >= l.start_char and e.start_char < l.end_char
),
placed as (
    select posting_id, facet, min(start_char) as start_char, bool_and(is_wish) as is_wish
    from wished
    group by posting_id, facet
),
facts as (
    select n.posting_number, f.*
    from facet f
    join numbered n using (posting_id)
),
counted as (
    unpivot (select posting_number, posting_id, years_experience, years_managing, team_size from facts)
    on years_experience, years_managing, team_size into name facet value amount
),
asked as (
    select posting_number, posting_id, facet, null as value, amount::double as amount, null as currency
    from counted
    where amount > 0
    union all
    select posting_number, posting_id, 'budget', null, budget_amount, budget_currency
    from facts
    where budget_amount > 0
    union all
    select posting_number, posting_id, facet, value, null, null
    from (
        unpivot (select posting_number, posting_id, scope, stakeholder_level, geographic_reach from facts)
        on scope, stakeholder_level, geographic_reach into name facet value value
    )
    where value not in ('project', 'team', 'local')
    union all
    select posting_number, posting_id, facet, null, null, null
    from (
        unpivot (
            select
                posting_number, posting_id, line_management, mentoring, concurrent_projects, external_clients,
                budget_responsibility, business_case, governance, risk, procurement, change, regulated, clearance
            from facts
        )
        on columns(* exclude (posting_number, posting_id)) into name facet value is_asked
    )
    where is_asked
),
placed_asked as (
    select a.*, coalesce(p.is_wish, false) as is_wish, p.start_char
    from asked a
    left join placed p using (posting_id, facet)
),
named as (
    select posting_number, posting_id, 'tools' as facet, unnest(tools) as value
    from facts
    union all
    -- A method that a certificate names is asked by the certificate already.
    select posting_number, posting_id, 'methods', value
    from (select posting_number, posting_id, certifications, unnest(methods) as value from facts)
    where not list_contains(
        list_transform(coalesce(certifications, []), lambda one: lower(split_part(one.name, ' ', 1))), lower(value)
    )
),
said as (
    select
        w.posting_id, w.facet, w.start_char, w.is_wish,
        lower(substr(t.description_text, w.start_char + 1, w.end_char - w.start_char)) as said
    from wished w
    join posting_text t using (posting_id)
    where w.facet in ('methods', 'tools')
),
-- An inner join: an outer one on what a text contains would look at every pair of rows.
own as (
    select n.posting_number, n.facet, n.value, bool_and(s.is_wish) as is_wish, min(s.start_char) as start_char
    from named n
    join said s using (posting_id, facet)
    where contains(s.said, lower(replace(n.value, '_', ' ')))
    group by n.posting_number, n.facet, n.value
),
named_placed as (
    select
        n.posting_number, n.facet, n.value, coalesce(o.is_wish, p.is_wish, false) as is_wish,
        coalesce(o.start_char, p.start_char) as start_char
    from named n
    left join own o using (posting_number, facet, value)
    left join placed p using (posting_id, facet)
)
select posting_number, facet, value, amount, currency, is_wish, start_char
from placed_asked
union all
select posting_number, facet, value, null, null, is_wish, start_char
from named_placed
union all
select c.posting_number, 'certifications', c.held.name, null, null, c.held.need = 'preferred', p.start_char
from (select posting_number, posting_id, unnest(certifications) as held from facts) c
left join placed p on p.posting_id = c.posting_id and p.facet = 'certifications'
union all
select f.posting_number, 'education_level', f.education_level, null, null, f.education_need = 'preferred', p.start_char
from facts f
left join placed p on p.posting_id = f.posting_id and p.facet = 'education'
where f.education_level is not null
union all
select m.posting_number, 'sector', m.sector, null, null, true, p.start_char
from matchable m
semi join numbered using (posting_number)
left join placed p on p.posting_id = m.posting_id and p.facet = 'sector'
where m.sector is not null and m.sector <> 'other'
order by facet, value, posting_number
