-- Which narrow row has each advert of $posting_ids, or each advert where $posting_ids is null?
insert into matchable by name
with asked as (
    select posting_id, bit_or(1::hugeint << (theme_id % 126)::integer) as themes
    from statement
    where theme_id is not null
    group by posting_id
),
last as (
    select coalesce(max(posting_number), 0) as number
    from matchable
),
told as (
    select *, greatest(base_salary_min, base_salary_max) as amount, coalesce($scale[base_salary_currency], 1) as scale,
        coalesce(base_salary_unit, case when amount >= $yearly_at_least * scale then 'YEAR' end) as unit
    from posting
)
select
    last.number + row_number() over (order by p.posting_id) as posting_number,
    p.posting_id, p.firm, p.title_family, p.title_rank, p.countries, p.workplace, p.sector, f.scope, f.stakeholder_level,
    -- What no such unit pays stood beside the wrong one.
    case when p.unit = 'YEAR' or p.amount / p.scale between $lowest_pay[p.unit] and $highest_pay[p.unit]
        then p.amount * $times_a_year[p.unit] end as salary_year,
    p.base_salary_currency as currency,
    f.budget_amount, f.budget_currency,
    p.first_seen, p.is_open, p.valid_through, r.cluster, asked.themes, l.level, l.level_low, l.level_high
from told p
cross join last
left join reading r using (posting_id)
left join facet f using (posting_id)
left join asked using (posting_id)
left join level l using (posting_id)
where $posting_ids is null or p.posting_id in (select unnest($posting_ids::varchar[]))
