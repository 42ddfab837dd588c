-- Which statements are there, and under which title of which firm?
select s.posting_id, s.number, p.firm, p.title,
    substr(t.description_text, s.start_char + 1, s.end_char - s.start_char) as text
from statement s
join posting_text t using (posting_id)
join posting_state p using (posting_id)
order by s.posting_id, s.number
