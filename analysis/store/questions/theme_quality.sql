-- How many demands are in a theme, of all and of the last 30 days (drift), how stable are the themes, how many firms carry them?
with demand as (
    select s.theme_id, coalesce(p.date_posted, p.first_seen::date) as posted_on
    from statement s join posting_state p using (posting_id)
    where s.section in ('required', 'preferred') and not s.is_boilerplate
)
select
    (select avg((theme_id is not null)::int) from demand) as coverage,
    (select avg((theme_id is not null)::int) from demand
        where posted_on > (select max(posted_on) from demand) - interval 30 days) as coverage_lately,
    (select median(stability) from theme) as stability,
    (select median(firm_entropy) from theme) as entropy,
    (select count(distinct posting_id) from statement) as adverts,
    (select count(distinct firm) from posting_state) as firms
