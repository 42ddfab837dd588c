-- Which narrow row has each advert of $posting_ids, or each advert where $posting_ids is null?
insert into matchable by name
with asked as (
    select posting_id, bit_or(1::hugeint << (theme_id % 126)::integer) as themes
    from statement
    where theme_id is not null and not is_boilerplate
    group by posting_id
),
last as (
    select greatest(
        coalesce((select max(posting_number) from matchable), 0), coalesce((select max(posting_number) from term), 0),
        coalesce((select max(posting_number) from demand), 0)
    ) as number
)
select
    last.number + row_number() over (order by p.posting_id) as posting_number,
    p.posting_id, p.firm, r.title_family, r.title_rank, p.countries,
    coalesce(p.job_location_type, f.workplace) as workplace, coalesce(p.sector, f.sector) as sector, f.scope,
    f.stakeholder_level,
    -- What no such unit pays stood beside the wrong one.
    case when paid.unit = 'YEAR' or told.amount / worth.scale between $lowest_pay[paid.unit] and $highest_pay[paid.unit]
        then told.amount * $times_a_year[paid.unit] end as salary_year,
    told.currency,
    f.budget_amount, f.budget_currency,
    p.first_seen, p.is_open, p.valid_through, r.cluster, asked.themes, l.level, l.level_low, l.level_high
-- Pay is the board's own where it publishes any, as in the view `posting`.
from (
    select *, base_salary_origin <> 'predicted' and (base_salary_min is not null or base_salary_max is not null) as pays
    from posting_state
) p
cross join last
left join reading r using (posting_id)
left join facet f using (posting_id)
left join asked using (posting_id)
left join level l using (posting_id)
cross join lateral (
    select
        case when p.pays then greatest(p.base_salary_max, p.base_salary_min) else greatest(f.salary_max, f.salary_min) end
            as amount,
        coalesce(
            case when p.pays then p.base_salary_currency end,
            case when not p.pays or is_one_pay(p.base_salary_min, p.base_salary_max, f.salary_min, f.salary_max) then f.salary_currency end
        ) as currency
) told
cross join lateral (select coalesce($scale[told.currency], 1) as scale) worth
cross join lateral (
    select coalesce(
        case when p.pays then p.base_salary_unit end,
        case when not p.pays or is_one_pay(p.base_salary_min, p.base_salary_max, f.salary_min, f.salary_max) then f.salary_unit end,
        case when told.amount >= $yearly_at_least * worth.scale then 'YEAR' end
    ) as unit
) paid
where $posting_ids is null or p.posting_id in (select unnest($posting_ids::varchar[]))
