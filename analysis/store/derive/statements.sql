-- Which demands and duties do the adverts $posting_ids hold? (All adverts where it is null.)
select
    s.posting_id, s.number, s.section, s.is_boilerplate, s.theme_id, p.firm, p.title, r.title_family, r.title_rank, r.cluster,
    statement_text(t.description_text, s.start_char, s.end_char) as text
from (
    from posting_text
    where $posting_ids is null or posting_id in (select unnest($posting_ids::varchar[]))
) t
join statement s using (posting_id)
join posting_state p using (posting_id)
join reading r using (posting_id)
order by s.posting_id, s.number
