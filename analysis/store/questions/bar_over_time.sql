-- How has the level of each title moved from month to month? Near-duplicates and reposts count once, and each firm's mean counts once.
with vacancy as (
    select date_trunc('month', coalesce(p.date_posted, p.first_seen::date))::date as month, r.title_family, r.title_rank, p.firm,
        coalesce(r.cluster, p.posting_id) as vacancy, avg(l.level) as level
    from level l
    join reading r using (posting_id)
    join posting_state p using (posting_id)
    where r.title_family <> 'other'
    group by all
),
at_firm as (
    select month, title_family, title_rank, firm, count(*) as adverts, avg(level) as level from vacancy group by all
)
select month, title_family, title_rank, sum(adverts)::integer as adverts, count(*)::integer as firms, avg(level) as level,
    stddev_samp(level) / sqrt(count(*)) as error
from at_firm
group by all
having count(*) >= 3
order by month, title_family, level
