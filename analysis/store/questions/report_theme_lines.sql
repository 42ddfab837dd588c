-- Which $at_most statements of each theme, one a firm as far as there are firms, can be read at a glance?
with told as (
    select
        s.theme_id, p.firm, s.posting_id, s.number, s.start_char, s.end_char,
        row_number() over (partition by s.theme_id, p.firm order by s.posting_id, s.number) as turn
    from statement s
    join posting_state p using (posting_id)
    where s.theme_id is not null and not s.is_boilerplate and s.end_char - s.start_char between 40 and 180
),
picked as (
    from told
    qualify row_number() over (partition by theme_id order by turn, posting_id, number) <= $at_most
)
select k.theme_id, k.firm, statement_text(t.description_text, k.start_char, k.end_char) as text
from picked k
join posting_text t using (posting_id)
order by k.theme_id, k.turn, k.posting_id, k.number
