-- What does the run at hand bring, board by board? (Asked while its staged tables stand.)
with counted as (
    select p.source, p.board, k.kind, count(*)::int as adverts
    from (
        select posting_id, kind from arrived where kind in ('new', 'changed')
        union all
        select posting_id, 'unchanged' from seen
        where posting_id not in (select posting_id from arrived where kind not in ('unchanged', 'mended'))
        union all
        select posting_id, 'missing' from absent where closed_because is null
        union all
        select posting_id, 'closed' from absent where closed_because is not null
        union all
        select posting_id, 'reopened' from returned
    ) k
    join posting_state p using (posting_id)
    group by all
    union all
    select source, board, 'refused', count(distinct place)::int from turned_away group by all
),
asked as (
    select source, board, sum(requests) as requests, sum(bytes) as bytes, sum(postings) as postings,
        arg_max(status, seen_at) as status, arg_max_null(reason, seen_at) as reason
    from snapped group by all
)
select source, board,
    coalesce(sum(adverts) filter (where kind = 'new'), 0)::int as new,
    coalesce(sum(adverts) filter (where kind = 'changed'), 0)::int as changed,
    coalesce(sum(adverts) filter (where kind = 'unchanged'), 0)::int as unchanged,
    coalesce(sum(adverts) filter (where kind = 'missing'), 0)::int as missing,
    coalesce(sum(adverts) filter (where kind = 'closed'), 0)::int as closed,
    coalesce(sum(adverts) filter (where kind = 'reopened'), 0)::int as reopened,
    coalesce(sum(adverts) filter (where kind = 'refused'), 0)::int as refused,
    coalesce(any_value(a.postings), 0)::int as postings,
    coalesce(any_value(a.requests), 0)::int as requests,
    coalesce(any_value(a.bytes), 0)::bigint as bytes,
    any_value(a.status) as status, any_value(a.reason) as reason
from counted
full join asked a using (source, board)
group by source, board
order by source, board
