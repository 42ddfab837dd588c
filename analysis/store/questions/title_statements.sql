-- What do the adverts of $title_rank $title_family at $firm ask? (Each line once.)
select distinct statement_text(t.description_text, s.start_char, s.end_char) as text
from statement s
join posting_text t using (posting_id)
join posting_state p using (posting_id)
join reading r using (posting_id)
where p.firm = $firm and r.title_family = $title_family and r.title_rank = $title_rank
    and s.section in ('responsibility', 'required', 'preferred') and not s.is_boilerplate
order by text
