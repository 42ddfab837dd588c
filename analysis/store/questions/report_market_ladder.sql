-- What level does each title demand, over all firms?
with counted as (
    select r.title_family, r.title_rank, p.firm, avg(l.level) as level, count(distinct coalesce(r.cluster, p.posting_id)) as adverts
    from level l
    join reading r using (posting_id)
    join posting_state p using (posting_id)
    where r.title_family not in ('other', 'product_manager')
    group by all
)
select
    title_family, title_rank, sum(adverts) as adverts, count(*) as firms, avg(level) as level,
    avg(level) - 1.645 * stddev_samp(level) / sqrt(count(*)) as level_low,
    avg(level) + 1.645 * stddev_samp(level) / sqrt(count(*)) as level_high
from counted
group by title_family, title_rank
having count(*) >= 3
order by level
