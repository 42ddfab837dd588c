-- How many adverts and firms does each theme have now?
update theme t
set adverts = c.adverts, firms = c.firms
from (
    select o.theme_id, count(distinct s.posting_id)::int as adverts, count(distinct p.firm)::int as firms
    from theme o
    left join statement s using (theme_id)
    left join posting_state p using (posting_id)
    group by o.theme_id
) c
where c.theme_id = t.theme_id
