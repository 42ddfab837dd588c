-- What does every advert say?
select p.posting_id, p.firm, p.title, t.description_text as text
from posting_state p join posting_text t using (posting_id)
order by p.first_seen, p.posting_id
