-- What do the adverts $posting_ids ask, one demand a row?
select m.posting_id, d.facet, d.value, d.amount, d.currency, d.is_wish, d.start_char
from demand d
join matchable m using (posting_number)
where m.posting_id in (select unnest($posting_ids::varchar[]))
order by m.posting_id, d.facet, d.value
