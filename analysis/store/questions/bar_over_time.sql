-- How has the level that a title demands moved, by $period (week, month, quarter) of posting?
-- A firm counts once a period, so that one firm's burst of adverts is no trend.
with by_firm as (
    select
        date_trunc($period, p.date_posted)::date as posted_in, r.title_rank, p.firm, avg(l.level) as level,
        count(distinct coalesce(r.cluster, p.posting_id)) as adverts
    from posting p
    join reading r using (posting_id)
    join level l using (posting_id)
    where p.date_posted is not null and r.title_family = $title_family
    group by all
)
select
    posted_in, title_rank, sum(adverts) as adverts, count(*) as firms, avg(level) as level,
    avg(level) - 1.645 * stddev_samp(level) / sqrt(count(*)) as level_low,
    avg(level) + 1.645 * stddev_samp(level) / sqrt(count(*)) as level_high
from by_firm
group by posted_in, title_rank
order by posted_in, title_rank
