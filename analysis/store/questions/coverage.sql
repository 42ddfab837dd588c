-- On how many boards is this store based, and why not on all of them? (By the latest word on each board.)
with latest as (
    select source, board, arg_max(status, seen_at) as status, arg_max(coalesce(reason, ''), seen_at) as reason
    from snapshot group by source, board
),
counted as (
    select
        count(*) as boards,
        count(*) filter (where status in ('complete', 'unchanged')) as complete,
        count(*) filter (where status = 'partial') as partial,
        count(*) filter (where status in ('failed', 'skipped') and contains(lower(reason), 'robots')) as refused_by_robots,
        count(*) filter (where status = 'failed' and not contains(lower(reason), 'robots')) as failed,
        count(*) filter (where status = 'skipped' and not contains(lower(reason), 'robots')) as not_due
    from latest
)
select *,
    'based on ' || complete + partial || ' of ' || boards || case when boards = 1 then ' board' else ' boards' end || case when list_sum(gaps) > 0 then '; ' else '' end
    || array_to_string(list_filter([
        case when gaps[1] > 0 then gaps[1] || ' in part' end,
        case when gaps[2] > 0 then gaps[2] || ' refused by robots' end,
        case when gaps[3] > 0 then gaps[3] || ' failed' end,
        case when gaps[4] > 0 then gaps[4] || ' not due' end
    ], lambda gap: gap is not null), ', ') as sentence
from (select *, [partial, refused_by_robots, failed, not_due] as gaps from counted)
