-- What do the statements say that stand at $positions among those that are no boilerplate? In this order.
with told as (
    select posting_id, number, start_char, end_char, row_number() over (order by posting_id, number) - 1 as position
    from statement
    where not is_boilerplate
),
drawn as (select unnest($positions::bigint[]) as position, generate_subscripts($positions::bigint[], 1) as place)
select posting_id, number, p.title, statement_text(t.description_text, s.start_char, s.end_char) as text
from told s
join drawn using (position)
join posting_text t using (posting_id)
join posting_state p using (posting_id)
order by place
