-- What do the adverts of a store say, and whose are they?
select p.firm, t.description_text as text
from posting_state p join posting_text t using (posting_id)
order by p.posting_id
