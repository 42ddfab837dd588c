-- What do the adverts of the firms at hand say? (All adverts where $posting_ids is null.)
select p.posting_id, p.firm, p.title, t.description_text as text
from posting_state p join posting_text t using (posting_id)
where $posting_ids is null or p.posting_id in (select unnest($posting_ids::varchar[]))
order by p.posting_id
