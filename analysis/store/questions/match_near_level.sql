-- How high would titles of the height $height lie among $families, as those of all ranks tell, each moved by $rung a rank?
with placed as (
    select level, list_extract($heights::double[], list_position($ranks::varchar[], title_rank)) as height
    from title_level
    where level is not null and list_contains($families::varchar[], title_family)
)
select
    avg(level + $rung * ($height - height)) as level, stddev_samp(level - $rung * height) as spread,
    abs(avg($rung * ($height - height))) as moved, count(level) as titles
from placed
