-- Which adverts are missing, and which are closed: a second complete answer misses them too, or their board is gone?
update posting_state p
set absences = a.absences, is_open = a.closed_because is null,
    closed_on = case when a.closed_because is not null then a.missed_at end
from absent a
where a.posting_id = p.posting_id
