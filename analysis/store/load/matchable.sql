-- Which narrow rows of matching say otherwise than the adverts now do whether they are open, and since when they are known?
update matchable m
set is_open = p.is_open, first_seen = p.first_seen
from posting_state p
where p.posting_id = m.posting_id and (p.is_open <> m.is_open or p.first_seen <> m.first_seen)
