-- How healthy is each board: last whole snapshot, adverts then and in the whole snapshots before, failing since?
with whole as (
    select source, board, max(seen_at) as last_whole, arg_max(postings, seen_at) as adverts
    from snapshot where status in ('complete', 'unchanged') group by all
),
counted as (
    select source, board, string_agg(postings, ' ' order by seen_at) as counts
    from (
        select *, row_number() over (partition by source, board order by seen_at desc) as age
        from snapshot where status = 'complete' and postings is not null
    )
    where age <= 8 group by all
),
latest as (
    select source, board, arg_max(status, seen_at) as status, arg_max_null(reason, seen_at) as reason, max(seen_at) as last_asked
    from snapshot group by all
),
failing as (
    select s.source, s.board, min(s.seen_at) as failing_since
    from snapshot s left join whole w using (source, board)
    where s.status in ('failed', 'partial') and (w.last_whole is null or s.seen_at > w.last_whole) group by all
)
select l.source, l.board, l.status, w.last_whole, w.adverts, c.counts, f.failing_since, l.reason
from latest l
left join whole w using (source, board)
left join counted c using (source, board)
left join failing f using (source, board)
order by f.failing_since nulls last, l.source, l.board
