-- What did the boards publish, advert by advert, in the version that stands now?
select arg_max(v.posting, v.seen_at) as posting, arg_max(v.description, v.seen_at) as description
from posting_version v
join posting_state p using (posting_id, content_hash)
group by v.posting_id
order by v.posting_id
