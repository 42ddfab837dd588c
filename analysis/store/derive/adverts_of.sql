-- What do the adverts of $firms say?
select p.posting_id, p.firm, p.title, t.description_text as text
from posting_state p join posting_text t using (posting_id)
where p.firm in (select unnest($firms::varchar[]))
order by p.first_seen, p.posting_id
