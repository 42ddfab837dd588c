-- How were the adverts of the batch published, in the version that stands now?
select v.posting_id, arg_max(v.posting, v.seen_at) as posting, arg_max(v.description, v.seen_at) as description
from posting_version v
join posting_state p using (posting_id, content_hash)
semi join batch_ids using (posting_id)
group by v.posting_id
