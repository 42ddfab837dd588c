-- Which of the lines $lines of a CV comes nearest to each statement of the adverts $posting_ids, by shared rare words?
with told as (
    select unnest(range(len($lines::varchar[]))) as line, unnest($lines::varchar[]) as said
),
line_word as (
    select distinct line, unnest(words_of(said)) as term
    from told
),
asked as (
    select
        s.posting_id, s.number, s.theme_id,
        words_of(substr(t.description_text, s.start_char + 1, s.end_char - s.start_char)) as words
    from statement s
    join posting_text t using (posting_id)
    where s.posting_id in (select unnest($posting_ids::varchar[])) and not s.is_boilerplate
),
asked_word as (
    select distinct posting_id, number, unnest(words) as term
    from asked
),
weighed as (
    select posting_id, number, term, r.rarity
    from asked_word
    join term_rarity r using (term)
),
whole as (
    select posting_id, number, sum(rarity) as rarity
    from weighed
    group by posting_id, number
),
shared as (
    select posting_id, number, line, sum(rarity) as rarity
    from weighed
    join line_word using (term)
    group by posting_id, number, line
),
best as (
    select posting_id, number, arg_max(line, rarity) as line, max(rarity) as rarity
    from shared
    group by posting_id, number
)
select a.posting_id, a.number, a.theme_id, b.line, coalesce(b.rarity / nullif(w.rarity, 0), 0) as nearness
from asked a
left join whole w using (posting_id, number)
left join best b using (posting_id, number)
order by a.posting_id, a.number
