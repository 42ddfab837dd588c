-- Which known adverts are there still, or again?
update posting_state p
set last_seen = s.seen_at, scope = s.scope, absences = 0, closed_on = null, is_open = true
from seen s
where s.posting_id = p.posting_id and s.seen_at > p.last_seen
