-- Where is each advert's work, and in which industry?
select p.posting_id, coalesce(s.job_location[1].region, s.job_location[1].locality, s.job_location_type) as place, p.sector as industry
from posting p
join posting_state s using (posting_id)
order by p.posting_id
