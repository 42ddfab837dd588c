-- Which adverts of $firm are open, highest demand first?
select p.posting_id, p.title, r.title_family, r.title_rank, l.level, l.level_low, l.level_high
from posting_state p
join reading r using (posting_id)
left join level l using (posting_id)
where p.is_open and lower(p.firm) = lower($firm)
order by l.level desc nulls last, p.posting_id
