-- Which firms carry each theme, in how many statements and adverts?
select s.theme_id, p.firm, count(*) as statements, count(distinct s.posting_id) as adverts
from statement s
join posting_state p using (posting_id)
where s.theme_id is not null
group by s.theme_id, p.firm
order by s.theme_id, p.firm
