-- How many demands are in a theme, of all and of the last 30 days (drift), how stable are the themes, how many firms carry them?
-- An advert without a date is in no such days: first seen is when we looked.
with demand as (
    select s.theme_id, p.date_posted, p.posting_id, p.firm
    from statement s join posting_state p using (posting_id)
    where s.section in ('required', 'preferred') and not s.is_boilerplate
),
lately as (
    from demand where date_posted > (select max(date_posted) from demand) - interval 30 days
)
select
    (select avg((theme_id is not null)::int) from demand) as coverage,
    (select avg((theme_id is not null)::int) from lately) as coverage_lately,
    (select count(distinct posting_id) from lately) as adverts_lately,
    (select count(distinct firm) from lately) as firms_lately,
    (select median(stability) from theme) as stability,
    (select median(firm_entropy) from theme) as entropy,
    (select count(distinct posting_id) from statement) as adverts,
    (select count(distinct firm) from posting_state) as firms
