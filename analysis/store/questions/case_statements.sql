-- Which demanded statements of the advert $posting_id are there, and does any facet stand in them?
select
    s.number, statement_text(t.description_text, s.start_char, s.end_char) as text,
    exists (
        select 1 from evidence e
        where e.posting_id = s.posting_id and e.start_char >= s.start_char and e.start_char < s.end_char and e.facet <> 'sector'
    ) as has_facet
from statement s
join posting_text t using (posting_id)
where s.posting_id = $posting_id and s.section = 'required' and not s.is_boilerplate
order by s.number
