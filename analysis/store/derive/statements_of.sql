-- Which statements do the adverts of $firms hold, and under which titles?
select s.posting_id, s.number, p.firm, p.title,
    statement_text(t.description_text, s.start_char, s.end_char) as text
from statement s
join posting_text t using (posting_id)
join posting_state p using (posting_id)
where p.firm in (select unnest($firms::varchar[]))
order by s.posting_id, s.number
