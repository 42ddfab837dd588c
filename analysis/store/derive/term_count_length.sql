-- How many words has an advert on average? Kept, so that adverts added later are weighed alike.
delete from meta where key = 'advert_words';
insert into meta
with said as (
    select t.posting_id, coalesce(sum(s.end_char - s.start_char), any_value(length(t.description_text))) as size
    from posting_text t
    left join statement s on s.posting_id = t.posting_id and not s.is_boilerplate
    group by t.posting_id
)
-- A word that `words_of` keeps takes about eight characters with what stands around it.
select 'advert_words', (coalesce(avg(size), 1000) / 8)::varchar
from said
