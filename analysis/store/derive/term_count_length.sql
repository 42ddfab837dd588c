-- How many words has an advert on average? Kept, so that adverts added later are weighed alike.
delete from meta where key = 'advert_words';
insert into meta
with said as (
    select coalesce(s.size, t.size) as size
    from (select posting_id, length(description_text) as size from posting_text) t
    left join (
        select posting_id, sum(end_char - start_char) as size
        from statement
        where not is_boilerplate
        group by posting_id
    ) s using (posting_id)
)
-- A word that `words_of` keeps takes about eight characters with what stands around it.
select 'advert_words', (coalesce(avg(size), 1000) / 8)::varchar
from said
