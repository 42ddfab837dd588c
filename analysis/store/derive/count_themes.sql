-- How many adverts and firms does each theme have now?
update theme t
set adverts = c.adverts, firms = c.firms
from (
    select theme_id, count(distinct posting_id)::int as adverts, count(distinct p.firm)::int as firms
    from statement s join posting_state p using (posting_id)
    where theme_id is not null and not is_boilerplate
    group by theme_id
) c
where c.theme_id = t.theme_id
