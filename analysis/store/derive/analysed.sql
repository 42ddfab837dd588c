-- How much is derived?
select
    (select count(*) from reading) as adverts,
    (select count(*) from statement where not is_boilerplate) as statements,
    (select count(*) from theme) as themes,
    (select count(*) from level) as levels,
    (select count(distinct firm) from title_level) as firms,
    (select count(distinct firm) from posting_state) as all_firms
