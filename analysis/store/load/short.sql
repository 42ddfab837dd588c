-- Of which boards does the spool hold fewer adverts than were seen? What a broken file has lost was there all the same:
-- they count as partial, and close nothing.
create or replace temp table short as
select n.source, n.board, n.scope, n.postings, coalesce(h.adverts, 0) as adverts
from snapped n
left join (
    select source, board, scope, count(*)::int as adverts
    from (
        select source, board, scope from incoming
        union all
        select source, board, scope from sighted
    )
    group by all
) h using (source, board, scope)
where n.postings > coalesce(h.adverts, 0);

update snapped n
set status = if(n.status = 'complete', 'partial', n.status),
    reason = concat_ws('; ', n.reason, 'lost in the spool: ' || (s.postings - s.adverts) || ' of ' || s.postings || ' adverts')
from short s
where (n.source, n.board, n.scope) = (s.source, s.board, s.scope);
