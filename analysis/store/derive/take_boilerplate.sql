-- Which statements of the table `batch` repeat from job to job of a firm?
update statement s
set is_boilerplate = b.is_boilerplate
from batch b
where b.posting_id = s.posting_id and b.number = s.number and s.is_boilerplate <> b.is_boilerplate
