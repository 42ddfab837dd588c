-- What do $most adverts say, one a firm first?
select firm, title, text
from (
    select p.firm, p.title, t.description_text as text, p.posting_id,
        row_number() over (partition by p.firm order by p.posting_id) as turn
    from posting_state p
    join posting_text t using (posting_id)
)
order by turn, posting_id
limit $most
