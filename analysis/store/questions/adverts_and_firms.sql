-- How many adverts were read, and of how many firms?
select count(*) as adverts, count(distinct lower(p.firm)) as firms
from reading
join posting_state p using (posting_id)
