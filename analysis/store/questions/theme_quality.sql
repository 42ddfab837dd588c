-- How many demands are in a theme, and how stable are the themes?
select
    (select avg((theme_id is not null)::int) from statement where section in ('required', 'preferred') and not is_boilerplate) as coverage,
    (select median(stability) from theme) as stability,
    (select count(distinct posting_id) from statement) as adverts,
    (select count(distinct firm) from posting_state) as firms
