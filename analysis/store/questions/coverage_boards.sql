-- How healthy is each board: its latest word, its last whole answer, its counts over time, failing since when?
select source, board,
    arg_max(status, seen_at) as status,
    arg_max_null(reason, seen_at) as reason,
    max(seen_at) filter (where status in ('complete', 'unchanged')) as last_complete,
    arg_max(postings, seen_at) filter (where status = 'complete') as postings,
    list(postings order by seen_at) filter (where status = 'complete') as counts,
    min(seen_at) filter (where status = 'failed' and seen_at > coalesce(whole_at, timestamp '1970-01-01')) as failing_since
from (
    select *, max(seen_at) filter (where status in ('complete', 'unchanged', 'partial')) over (partition by source, board) as whole_at
    from snapshot
)
group by source, board
order by source, board
