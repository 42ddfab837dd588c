-- Which adverts of the same firms claim the same as the adverts $posting_ids, these included, or did by the name of one?
select p.posting_id, p.firm, p.title, t.description_text as text
from posting_state p
join posting_text t using (posting_id)
join reading r using (posting_id)
where (p.firm, r.title_family, r.title_rank) in (
    select (o.firm, q.title_family, q.title_rank)
    from posting_state o join reading q using (posting_id)
    where o.posting_id in (select unnest($posting_ids::varchar[]))
)
or r.cluster in (select unnest($posting_ids::varchar[]))
order by p.first_seen, p.posting_id
