-- Which adverts opened or closed since their narrow row was written?
update matchable
set is_open = p.is_open
from posting_state p
where p.posting_id = matchable.posting_id and p.is_open <> matchable.is_open
