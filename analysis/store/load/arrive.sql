-- What is new or changed, what was seen, what is back, and which complete answers count as absences?
create or replace temp table arrived as
select i.rowid as line, i.* exclude (without_text, description, description_text, text_hash), p.is_open as was_open, p.first_seen as known_since,
    case
        when p.posting_id is null then 'new'
        when p.content_hash = i.content_hash then 'unchanged'
        -- The sighting that the present state comes from, told anew: it is ours to mend, the board changed nothing.
        when v.posting_id is not null or i.seen_at = p.last_seen then 'mended'
        when i.seen_at < p.last_seen then 'older'
        else 'changed'
    end as kind
-- The last of several sightings, found without their texts, which would not fit into memory.
from (
    select rowid as line from incoming qualify row_number() over (partition by posting_id order by seen_at desc, rowid desc) = 1
) l
join incoming i on i.rowid = l.line
left join posting_state p using (posting_id)
left join (select posting_id, content_hash, seen_at from posting_version) v
    on (v.posting_id, v.content_hash, v.seen_at) = (p.posting_id, p.content_hash, i.seen_at);

create or replace temp table seen as
select posting_id, arg_max(scope, seen_at) as scope, max(seen_at) as seen_at
from (
    select posting_id, scope, seen_at from arrived
    union all
    select posting_id, scope, seen_at from sighted
    union all
    -- A board that answers "unchanged" shows again what it showed the last time, unless that was a collapse.
    select p.posting_id, p.scope, n.seen_at
    from snapped n
    join posting_state p on p.source = n.source and p.board = n.board and (p.scope = n.scope or n.tells_all)
    -- What it shows of a day that an advert came after, it cannot have shown.
    where n.status = 'unchanged' and p.is_open and p.first_seen <= n.seen_at and not exists (
        select 1 from snapshot s
        where (s.source, s.board, s.scope) = (n.source, n.board, n.scope) and s.seen_at < n.seen_at
            and s.status in ('complete', 'partial')
        having starts_with(arg_max(coalesce(s.reason, ''), s.seen_at), 'collapsed')
    )
)
group by posting_id;

create or replace temp table returned as
select posting_id, s.seen_at
from seen s join posting_state p using (posting_id)
where not p.is_open and s.seen_at > p.last_seen;

-- Which boards are gone: for a month no answer but that there is no such board? (A timeout is no answer.)
create or replace temp table gone as
select n.source, n.board, max(n.seen_at) as missed_at, min(s.seen_at) as since
from snapped n
join snapshot s using (source, board)
where n.status = 'failed' and starts_with(n.reason, 'no such board')
    and s.status = 'failed' and starts_with(s.reason, 'no such board') and s.seen_at < n.seen_at
    and not exists (
        select 1 from snapshot r
        where (r.source, r.board) = (n.source, n.board) and r.seen_at between s.seen_at and n.seen_at
            and r.status in ('complete', 'partial', 'unchanged')
    )
group by all
having since <= missed_at - interval 30 days;

-- An answer to 'all' is whole for every narrower scope too, and so is any where known adverts are seen whatever was
-- asked for. A snapshot that was loaded before counts no second time.
create or replace temp table absent as
select p.posting_id, min(n.seen_at) as missed_at, p.absences + 1 as absences,
    case when p.absences >= 1 then 'not in ' || (p.absences + 1) || ' complete answers running' end as closed_because
from snapped n
join posting_state p on p.source = n.source and p.board = n.board
    and (n.scope in (p.scope, 'all') or n.tells_all)
where n.status = 'complete' and p.is_open and p.last_seen < n.seen_at
    and p.posting_id not in (select posting_id from seen)
    and not exists (
        select 1 from snapshot s
        where (s.run_id, s.source, s.board, s.scope) = (n.run_id, n.source, n.board, n.scope) and s.status = 'complete'
    )
group by all
union all
select p.posting_id, g.missed_at, p.absences, 'its board is gone since ' || g.since::date
from gone g join posting_state p using (source, board)
where p.is_open and p.last_seen < g.since;
