-- What does each vacancy pay beside what adverts of its level pay in its country and currency? What cannot be a year's pay is no pay.
-- A vacancy counts once in each country and currency, by an advert that states its pay there, and at the level of that advert.
with paid as (
    select p.posting_id, p.firm, p.title, p.country, p.base_salary_currency as currency, l.level,
        (coalesce(p.base_salary_min, p.base_salary_max) + coalesce(p.base_salary_max, p.base_salary_min)) / 2.0 as middle,
        coalesce($scale[p.base_salary_currency], 1) as scale,
        coalesce(p.base_salary_unit, case when middle >= $yearly_at_least * scale then 'YEAR' end) as unit,
        middle * $times_a_year[unit] as pay_per_year
    from posting p
    join level l using (posting_id)
    join reading r using (posting_id)
    where middle / scale between $lowest_pay[unit] and $highest_pay[unit]
    qualify row_number() over (partition by p.country, currency, coalesce(r.cluster, p.posting_id) order by p.posting_id) = 1
),
fitted as (
    select country, currency, count(*) as adverts, regr_slope(ln(pay_per_year), level) as slope,
        regr_intercept(ln(pay_per_year), level) as intercept
    from paid group by all having count(*) >= 20
)
select p.* exclude (middle, scale, unit), exp(f.intercept + f.slope * p.level) as usual_pay, p.pay_per_year / exp(f.intercept + f.slope * p.level) - 1 as difference,
    f.adverts,
    (select count(*) from paid where country is null) as no_country
from paid p join fitted f using (country, currency)
order by difference
