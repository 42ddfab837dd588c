-- Which facets of the adverts $posting_ids are only wished for, never demanded; and where do they first stand?
select
    e.posting_id, e.facet, min(e.start_char) as start_char,
    bool_and(coalesce(l.section = 'preferred', false)) as is_wish
from evidence e
left join line_read l
    on l.posting_id = e.posting_id and e.start_char >= l.start_char and e.start_char < l.end_char
where e.posting_id in (select unnest($posting_ids::varchar[]))
group by e.posting_id, e.facet
