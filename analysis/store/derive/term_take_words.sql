-- Which words do the demands and duties of the newly numbered adverts say, and how weighty is each? (BM25)
insert into term
with numbered as (
    select m.posting_number, m.posting_id
    from matchable m
    where m.posting_number > (select coalesce(max(posting_number), 0) from term)
),
span as (
    select posting_id, list({'start_char': start_char, 'end_char': end_char}) as spans
    from statement
    semi join numbered using (posting_id)
    where not is_boilerplate
    group by posting_id
),
said as (
    select
        n.posting_number,
        words_of(p.title || ' ' || coalesce(
            array_to_string(list_transform(s.spans, lambda one: statement_text(t.description_text, one.start_char, one.end_char)), ' '),
            t.description_text
        )) as words
    from numbered n
    join posting_state p using (posting_id)
    join posting_text t using (posting_id)
    left join span s using (posting_id)
),
counted as (
    select posting_number, len(words) as size, unnest(words) as term
    from said
),
frequency as (
    select posting_number, term, any_value(size) as size, count(*) as times
    from counted
    group by posting_number, term
)
select
    term, posting_number,
    times * 2.2 / (times + 1.2 * (0.25 + 0.75 * size / (
        select value::double from meta where key = 'advert_words'
    ))) as weight
from frequency
order by term, posting_number
