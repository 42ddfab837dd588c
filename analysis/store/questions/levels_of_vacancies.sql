-- What level has each vacancy of each title of $firms, and how far do vacancies of one title at one firm usually lie apart?
with levelled as (
    select v.posting_id, v.firm, v.title_family, v.title_rank, p.title, v.level
    from vacancy v
    join posting_state p using (posting_id)
    where v.title_family <> 'other' and v.level is not null
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
