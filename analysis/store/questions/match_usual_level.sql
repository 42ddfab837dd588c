-- How high do adverts of this title usually lie, at $firm where it is known, else in the market?
select level, error, adverts
from (
    select
        1 as place, level, sqrt(((level_high - level_low) / (2 * $z_90)) ** 2 + $apart ** 2) as error, adverts
    from title_level
    where level is not null and lower(firm) = lower($firm) and title_family = $family and title_rank = $rank
    union all
    select 2, avg(level), sqrt(var_samp(level) + $apart ** 2), count(*)
    from title_level
    where level is not null and title_family = $family and title_rank = $rank
    having count(*) >= 5
)
order by place
limit 1
