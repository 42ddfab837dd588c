-- How does the level of a project's advert follow from its facets and themes alone, without its words? (least squares)
-- A CV tells the same facets in other words, so that its words say nothing of its level.
merge into meta
using (
    with taken as (
        select posting_id, sum(contribution) as level, coalesce(sum(contribution) filter (part <> 'words'), 0) as told
        from level_part
        semi join (select posting_id from matchable where title_family <> 'other') using (posting_id)
        group by posting_id
    ),
    fitted as (
        select
            regr_slope(level, told) as slope, regr_intercept(level, told) as start,
            stddev_samp(level) * sqrt(1 - least(1, regr_r2(level, told))) as error
        from taken
    )
    select unnest(['told_slope', 'told_start', 'told_error']) as key, unnest([slope, start, error])::varchar as value
    from fitted
    where isfinite(slope) and isfinite(start) and isfinite(error)
)
using (key)
when matched then update by name
when not matched then insert by name
