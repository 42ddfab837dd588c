-- What do the adverts $posting_ids say?
select posting_id, p.content_hash, p.title, t.description_text, p.firm, p.grade
from posting_state p
join posting_text t using (posting_id)
where posting_id in (select unnest($posting_ids))
order by posting_id
