-- What happened to each advert in this run?
merge into event
using (
    select posting_id, getvariable('run_id') as run_id, 'seen' as kind, seen_at as happened_at, null::varchar as reason from arrived where kind = 'new'
    union all
    select posting_id, getvariable('run_id'), 'changed', seen_at, null from arrived where kind = 'changed'
    union all
    select posting_id, getvariable('run_id'), 'reopened', seen_at, 'seen again after it was closed' from returned
    union all
    select posting_id, getvariable('run_id'), 'missing', missed_at, 'not in a complete answer' from absent where closed_because is null
    union all
    select posting_id, getvariable('run_id'), 'closed', missed_at, closed_because from absent where closed_because is not null
)
using (posting_id, run_id, kind)
when not matched then insert by name
