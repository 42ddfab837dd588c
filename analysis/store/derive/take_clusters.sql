-- Which adverts of the table `batch` are the same vacancy over again?
update reading r
set cluster = b.cluster
from batch b
where b.posting_id = r.posting_id and r.cluster is distinct from b.cluster
