-- Which statements of the same firms read like a statement of the adverts $posting_ids, these included?
with told as (
    select s.posting_id, s.number, s.is_boilerplate, p.firm, p.title,
        statement_text(t.description_text, s.start_char, s.end_char) as text
    from statement s
    join posting_text t using (posting_id)
    join posting_state p using (posting_id)
    where p.firm in (select firm from posting_state where posting_id in (select unnest($posting_ids::varchar[])))
)
select * from told
where (firm, lower(text)) in (
    select (firm, lower(text)) from told where posting_id in (select unnest($posting_ids::varchar[]))
)
order by posting_id, number
