-- Which statements of the same firms read like a statement of the adverts $posting_ids, these included, or like one that is
-- marked to repeat, which it may do no longer?
with told as (
    select s.posting_id, s.number, s.is_boilerplate, p.firm, p.title,
        statement_text(t.description_text, s.start_char, s.end_char) as text,
        -- Quotes, dashes and spaces are typed in many ways; what is compared in the end is letter for letter.
        regexp_replace(lower(text), '[^\pL\pN]+', '', 'g') as words
    from statement s
    join posting_text t using (posting_id)
    join posting_state p using (posting_id)
    where p.firm in (select firm from posting_state where posting_id in (select unnest($posting_ids::varchar[])))
)
select * exclude (words) from told
where (firm, words) in (
    select (firm, words) from told where is_boilerplate or posting_id in (select unnest($posting_ids::varchar[]))
)
order by posting_id, number
