-- Which of the lines $lines of a CV comes nearest to each statement of the advert $posting_id, by shared rare words?
with told as (
    select unnest(range(len($lines::varchar[]))) as line, unnest($lines::varchar[]) as said
),
line_word as (
    select distinct line, unnest(words_of(said)) as term
    from told
),
asked as (
    select
        s.number,
        words_of(statement_text(t.description_text, s.start_char, s.end_char)) as words
    from statement s
    join posting_text t using (posting_id)
    where s.posting_id = $posting_id and not s.is_boilerplate
),
asked_word as (
    select distinct number, unnest(words) as term
    from asked
),
weighed as (
    select number, term, r.rarity
    from asked_word
    join term_rarity r using (term)
),
whole as (
    select number, sum(rarity) as rarity
    from weighed
    group by number
),
shared as (
    select number, line, sum(rarity) as rarity
    from weighed
    join line_word using (term)
    group by number, line
),
best as (
    select number, arg_max(line, rarity) as line, max(rarity) as rarity
    from shared
    group by number
)
select a.number, b.line, coalesce(b.rarity / nullif(w.rarity, 0), 0) as nearness
from asked a
left join whole w using (number)
left join best b using (number)
order by a.number
