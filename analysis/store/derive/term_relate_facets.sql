-- How does an advert's level follow from its facets and themes alone, without its words, in each line of work? (least squares)
-- A CV tells the same facets in other words, so that its words say nothing of its level. $families and $lines pair each
-- family of titles with its line of work. A line of fewer than $fewest adverts tells nothing of its own: that of all
-- together, which has no name, is asked in its place. Nothing is known beyond what nine in ten adverts ask (least, most).
insert into meta by name (
    with taken as (
        select posting_id, sum(contribution) as level, coalesce(sum(contribution) filter (part <> 'words'), 0) as told
        from level_part
        group by posting_id
    ),
    placed as (
        select t.*, m.title_family
        from taken t
        join (select posting_id, title_family from matchable where title_family <> 'other') m using (posting_id)
    ),
    worked as (
        select level, told, '_' || w.line as line
        from placed
        join (select unnest($families::varchar[]) as title_family, unnest($lines::varchar[]) as line) w using (title_family)
        union all
        select level, told, '' as line
        from placed
    ),
    fitted as (
        select
            line, regr_slope(level, told) as slope, regr_intercept(level, told) as start,
            stddev_samp(level) * sqrt(1 - least(1, regr_r2(level, told))) as error,
            quantile_cont(told, 0.05) as least, quantile_cont(told, 0.95) as most
        from worked
        group by line
        having line = '' or count(*) >= $fewest
    )
    select 'told_' || name || line as key, value::varchar as value
    from (
        unpivot (from fitted where isfinite(slope) and isfinite(start) and isfinite(error))
        on slope, start, error, least, most into name name value value
    )
)
