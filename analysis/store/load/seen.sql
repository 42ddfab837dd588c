-- Which known adverts are there still, or again?
update posting_state p
set last_seen = s.seen_at, scope = s.scope, absences = 0, closed_on = null, is_open = true
from seen s
where s.posting_id = p.posting_id and s.seen_at > p.last_seen;

-- A run that comes late may have seen some before all others did.
update posting_state p
set first_seen = s.seen_at
from seen s
where s.posting_id = p.posting_id and s.seen_at < p.first_seen;

update event e
set happened_at = s.seen_at
from seen s
where s.posting_id = e.posting_id and e.kind = 'seen' and s.seen_at < e.happened_at
