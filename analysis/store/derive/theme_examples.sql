-- What do the first $most statements of each theme say, and the first of all (is_first)?
with told as (
    select
        posting_id, theme_id, start_char, end_char,
        row_number() over (order by posting_id, number) as position,
        row_number() over (partition by theme_id order by posting_id, number) as place
    from statement
    where not is_boilerplate
)
select s.theme_id, position <= $most as is_first,
    statement_text(t.description_text, s.start_char, s.end_char) as text
from told s
join posting_text t using (posting_id)
where position <= $most or (theme_id is not null and place <= $most)
order by position
