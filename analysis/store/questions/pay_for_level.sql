-- What does each advert pay beside what adverts of its level pay in its country and currency?
with paid as (
    select p.posting_id, p.firm, p.title, p.country, p.base_salary_currency as currency, l.level,
        (coalesce(p.base_salary_min, p.base_salary_max) + coalesce(p.base_salary_max, p.base_salary_min)) / 2.0 as middle,
        middle * $times_a_year[coalesce(p.base_salary_unit, case when middle >= $yearly_at_least then 'YEAR' end)]
            as pay_per_year
    from posting p join level l using (posting_id)
    where coalesce(p.base_salary_min, p.base_salary_max) > 0
),
fitted as (
    select country, currency, count(*) as adverts, regr_slope(ln(pay_per_year), level) as slope,
        regr_intercept(ln(pay_per_year), level) as intercept, stddev_samp(ln(pay_per_year)) as spread
    from paid where pay_per_year > 0 group by all having count(*) >= 20
)
select p.* exclude (middle), exp(f.intercept + f.slope * p.level) as usual_pay, p.pay_per_year / exp(f.intercept + f.slope * p.level) - 1 as difference,
    f.adverts
from paid p join fitted f using (country, currency)
where p.pay_per_year > 0
order by difference
