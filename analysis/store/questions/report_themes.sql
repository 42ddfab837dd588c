-- Which themes are there, how common, and how do typical lines of them read?
with lines as (
    select s.theme_id, substr(t.description_text, s.start_char + 1, s.end_char - s.start_char) as text, p.firm,
        row_number() over (partition by s.theme_id, p.firm order by abs(s.end_char - s.start_char - 90), s.posting_id) as nth
    from statement s
    join posting_text t using (posting_id)
    join posting_state p using (posting_id)
    where s.theme_id is not null and not s.is_boilerplate
),
typical as (
    select theme_id, list(struct_pack(firm := firm, text := text) order by abs(length(text) - 90), text)[1:4] as lines
    from lines where nth = 1 group by theme_id
)
select t.theme_id, t.name, t.kind, t.adverts, t.firms, t.stability, t.firm_entropy, y.lines
from theme t left join typical y using (theme_id)
order by t.adverts desc
