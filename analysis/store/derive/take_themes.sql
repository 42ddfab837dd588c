-- Into which theme does each statement of the table `batch` fall?
update statement s
set theme_id = b.theme_id
from batch b
where b.posting_id = s.posting_id and b.number = s.number
