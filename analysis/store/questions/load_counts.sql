-- What did the runs $run_ids bring, board by board?
with counted as (
    select p.source, p.board, e.kind, count(*) as adverts
    from event e join posting_state p using (posting_id)
    where list_contains($run_ids, e.run_id)
    group by all
),
turned as (
    select source, board, count(*) as refused from refused where list_contains($run_ids, run_id) group by all
),
asked as (
    select source, board, count(*) as snapshots, sum(requests) as requests, sum(bytes) as bytes,
        arg_max(status, seen_at) as status, arg_max(reason, seen_at) as reason, sum(postings) as postings
    from snapshot where list_contains($run_ids, run_id) group by all
),
boards as (
    select source, board from counted union select source, board from turned union select source, board from asked
)
select b.source, b.board,
    coalesce(any_value(c.adverts) filter (where c.kind = 'seen'), 0)::int as new,
    coalesce(any_value(c.adverts) filter (where c.kind = 'changed'), 0)::int as changed,
    coalesce(any_value(c.adverts) filter (where c.kind = 'missing'), 0)::int as missing,
    coalesce(any_value(c.adverts) filter (where c.kind = 'closed'), 0)::int as closed,
    coalesce(any_value(c.adverts) filter (where c.kind = 'reopened'), 0)::int as reopened,
    coalesce(any_value(t.refused), 0)::int as refused,
    coalesce(any_value(a.postings), 0)::int as postings,
    coalesce(any_value(a.requests), 0)::int as requests, coalesce(any_value(a.bytes), 0)::bigint as bytes,
    any_value(a.status) as status, any_value(a.reason) as reason
from boards b
left join counted c using (source, board)
left join turned t using (source, board)
left join asked a using (source, board)
group by b.source, b.board
order by b.source, b.board
