-- Which boards suddenly show so few adverts that the answer cannot be the whole? They count as partial, until the
-- third such answer running says that it is true after all.
create or replace temp table collapsed as
with earlier as (
    select n.source, n.board, n.scope, s.postings, s.seen_at, s.status,
        -- A crawl says the same in its own words, and closes nothing either.
        s.status = 'partial' and regexp_matches(s.reason, '^(collapsed|fell from)') as fell
    from snapped n
    join snapshot s using (source, board, scope)
    where s.seen_at < n.seen_at and s.status in ('complete', 'partial', 'unchanged') and s.run_id <> n.run_id
),
before as (
    select source, board, scope,
        arg_max(postings, seen_at) filter (where status = 'complete') as usual,
        count(*) filter (where fell and seen_at > whole_at) as falls
    from (
        select *, coalesce(
            max(seen_at) filter (where status = 'complete') over (partition by source, board, scope), timestamp '1970-01-01'
        ) as whole_at
        from earlier
    )
    group by all
)
select n.source, n.board, n.scope, 'collapsed: ' || n.postings || ' adverts, before ' || b.usual as reason
from snapped n
join before b using (source, board, scope)
where n.status = 'complete' and b.falls < 2
    and (b.usual >= 10 and n.postings < 0.3 * b.usual or b.usual >= 5 and n.postings = 0);

update snapped n
set status = 'partial', reason = c.reason
from collapsed c
where (n.source, n.board, n.scope) = (c.source, c.board, c.scope);
