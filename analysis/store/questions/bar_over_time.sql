-- How has the level of each title moved from month to month? Near-duplicates and reposts of a month count once, at their mean of that
-- month, and each firm's mean counts once.
-- An advert without a date is in no month: first seen is when we looked, and on that day a whole board or file is new.
with vacancy as (
    select date_trunc('month', p.date_posted)::date as month, r.title_family, r.title_rank, p.firm,
        coalesce(r.cluster, p.posting_id) as vacancy, avg(l.level) as level
    from level l
    join reading r using (posting_id)
    join posting_state p using (posting_id)
    where r.title_family <> 'other'
    group by all
),
at_firm as (
    select month, title_family, title_rank, firm, count(*) as adverts, avg(level) as level
    from vacancy where month is not null group by all
),
undated as (
    select title_family, title_rank, count(*)::integer as undated from vacancy where month is null group by all
)
select a.month, a.title_family, a.title_rank, sum(a.adverts)::integer as adverts, count(*)::integer as firms,
    avg(a.level) as level, stddev_samp(a.level) / sqrt(count(*)) as error, coalesce(any_value(u.undated), 0) as undated
from at_firm a
left join undated u using (title_family, title_rank)
group by all
having count(*) >= 3
order by month, title_family, level
