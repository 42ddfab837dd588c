-- Which adverts are $posting_ids, as a match sees them?
select m.* exclude (posting_number, themes, word_length), m.themes::varchar as themes, p.title, p.url
from matchable m
join posting_state p using (posting_id)
where m.posting_id in (select unnest($posting_ids::varchar[]))
order by m.posting_id
