-- Which adverts are $posting_ids, as a match sees them?
with asked as (select unnest($posting_ids::varchar[]) as posting_id),
named as (select posting_id, title, url from posting_state where posting_id in (from asked))
select m.* exclude (themes, word_length, demand_length), m.themes::varchar as themes, n.title, n.url
from (from matchable where posting_id in (from asked)) m
join named n using (posting_id)
order by m.posting_id
