-- Which themes are there, how common, how often asked of seniors and of others, and how do typical lines read?
with picked as (
    select theme_id, posting_id, start_char, end_char, firm
    from (
        select s.theme_id, s.posting_id, s.start_char, s.end_char, p.firm
        from statement s
        join posting_state p using (posting_id)
        where s.theme_id is not null and not s.is_boilerplate
        qualify row_number() over (
            partition by s.theme_id, p.firm order by abs(s.end_char - s.start_char - 90), s.posting_id, s.start_char
        ) = 1
    )
    qualify row_number() over (partition by theme_id order by abs(end_char - start_char - 90), firm) <= 5
),
typical as (
    select k.theme_id, list(struct_pack(
        firm := k.firm, text := substr(t.description_text, k.start_char + 1, k.end_char - k.start_char)
    ) order by abs(k.end_char - k.start_char - 90), k.firm) as lines
    from picked k join posting_text t using (posting_id)
    group by k.theme_id
)
select
    t.theme_id, t.name, t.kind, t.adverts, t.firms, t.stability, t.firm_entropy,
    a.senior_share, a.senior_adverts, a.plain_share, a.plain_adverts, a.q, y.lines
from theme t
left join typical y using (theme_id)
left join asked_more a on a.firm is null and a.kind = 'theme' and a.name = t.name and a.title_family = 'project_manager'
order by t.adverts desc
