-- Which themes does each advert ask for?
select posting_id, list(distinct theme_id) as theme_ids
from statement
where theme_id is not null
group by posting_id
order by posting_id
