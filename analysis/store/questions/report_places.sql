-- Where are these adverts: sector, country, place of work, and since when?
select p.posting_id, coalesce(p.sector, f.sector, 'unknown') as sector, coalesce(p.country, 'unknown') as country,
    p.workplace, p.date_posted, p.first_seen
from posting p left join facet f using (posting_id)
where p.posting_id in (select unnest($posting_ids))
