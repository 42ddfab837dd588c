-- For each source: how many boards by their latest state, and what came of them?
with latest as (
    select source, board, arg_max(status, seen_at) as status, max(seen_at) as seen_at
    from snapshot
    group by source, board
),
held as (
    select source, count(*) as adverts,
        count(*) filter (where is_open and coalesce(valid_through >= $open_on, true)) as open_adverts
    from posting_state
    group by source
)
select
    source,
    count(board) as boards,
    count(*) filter (where status in ('complete', 'unchanged')) as whole,
    count(*) filter (where status = 'partial') as in_part,
    count(*) filter (where status = 'failed') as failed,
    count(*) filter (where status = 'skipped') as skipped,
    coalesce(any_value(h.adverts), 0) as adverts,
    coalesce(any_value(h.open_adverts), 0) as open_adverts,
    max(seen_at) as last_asked
from latest full join held h using (source)
group by source
order by adverts desc, source
