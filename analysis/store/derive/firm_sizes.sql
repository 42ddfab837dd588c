-- How many adverts has each firm? In the order in which they stand in the store.
select firm, count(*) as adverts
from posting_state
group by firm
order by min(posting_id)
