-- Which adverts are missing, and which are closed because a second complete answer misses them too?
update posting_state p
set absences = a.absences, is_open = a.absences < 2,
    closed_on = case when a.absences >= 2 then a.missed_at end
from absent a
where a.posting_id = p.posting_id
