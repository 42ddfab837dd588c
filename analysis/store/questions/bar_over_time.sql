-- How has the level of each title moved from month to month?
select date_trunc('month', coalesce(p.date_posted, p.first_seen::date))::date as month, r.title_family, r.title_rank, count(*) as adverts,
    avg(l.level) as level,
    avg(l.level) - $z_90 * stddev_samp(l.level) / sqrt(count(*)) as level_low,
    avg(l.level) + $z_90 * stddev_samp(l.level) / sqrt(count(*)) as level_high
from level l
join reading r using (posting_id)
join posting_state p using (posting_id)
where r.title_family <> 'other'
group by all
having count(*) >= 3
order by month, r.title_family, level
