-- What level has each vacancy of each title of $firms, and how far do vacancies of one title at one firm usually lie apart?
with levelled as (
    select min(r.posting_id) as posting_id, p.firm, r.title_family, r.title_rank,
        arg_min(p.title, r.posting_id) as title, avg(l.level) as level
    from level l
    join reading r using (posting_id)
    join posting_state p using (posting_id)
    where r.title_family <> 'other'
    group by p.firm, r.title_family, r.title_rank, coalesce(r.cluster, r.posting_id)
),
spread as (
    select count(*) - 1 as spare, var_samp(level) as variance
    from levelled
    group by firm, title_family, title_rank
    having count(*) > 1
)
select firm, title_family, title_rank, title, level, (select sum(spare * variance) / sum(spare) from spread) as usual_variance
from levelled
where list_contains($firms::varchar[], firm)
order by posting_id
