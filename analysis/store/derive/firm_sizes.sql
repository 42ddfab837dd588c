-- How many adverts has each firm that has one of $posting_ids, and which of these? (All firms where it is null.)
-- In the order in which they stand in the store.
with asked as (select unnest($posting_ids::varchar[]) as asked_id)
select firm, count(*) as adverts, list(asked_id) filter (where asked_id is not null) as posting_ids
from posting_state
left join asked on asked_id = posting_id
group by firm
having $posting_ids is null or count(asked_id) > 0
order by min(posting_id)
