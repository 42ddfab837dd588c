-- Which content do the adverts $posting_ids have today?
select posting_id, content_hash
from posting_state
where posting_id in (select unnest($posting_ids::varchar[]))
order by posting_id
