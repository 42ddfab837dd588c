-- Which adverts are new or changed since they were read, or were read by another reader than $reader?
select p.posting_id
from posting_state p
left join reading r using (posting_id)
where $full or r.posting_id is null or r.content_hash <> p.content_hash or r.reader <> $reader
order by p.posting_id
