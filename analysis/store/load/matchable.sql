-- Which narrow rows of matching say otherwise than the adverts now do whether they are open, since when they are known, and
-- until when one may apply?
update matchable m
set is_open = p.is_open, first_seen = p.first_seen, valid_through = p.valid_through
from posting_state p
where p.posting_id = m.posting_id
    and (p.is_open, p.first_seen, p.valid_through) is distinct from (m.is_open, m.first_seen, m.valid_through)
