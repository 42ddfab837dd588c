-- What do the adverts of a store say, and whose are they?
select p.posting_id, p.firm, p.title, t.description_text as description
from posting_state p join posting_text t using (posting_id)
order by p.posting_id
