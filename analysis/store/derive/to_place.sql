-- Which adverts were read and have no level yet: because they are new, or because the last analysis broke off?
select posting_id
from reading
anti join level using (posting_id)
order by posting_id
