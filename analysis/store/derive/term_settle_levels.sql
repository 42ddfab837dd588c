-- How high is each advert, when its own level is drawn toward what its firm, or else the market, asks of its title?
-- Two normal guesses, weighed by their precision: the advert's own words, and adverts of its title ($apart: how far
-- adverts of one title at one firm truly lie apart, in standard deviations of the market; $z_90: so many errors from the
-- middle an interval of 90 % ends).
update matchable
set settled_level = s.level, settled_error = s.error
from (
    with market as (
        select title_family, title_rank, avg(level) as level, coalesce(stddev_samp(level), 1) as spread, count(*) as adverts
        from matchable
        where level is not null
        group by title_family, title_rank
    ),
    everyone as (
        select avg(level) as level, coalesce(stddev_samp(level), 1) as spread
        from matchable
        where level is not null
    ),
    guessed as (
        select
            m.posting_number, m.level as own, (m.level_high - m.level_low) / (2 * $z_90) as own_error,
            case when c.level is not null then c.level when k.adverts >= 5 then k.level else e.level end as usual,
            case
                when c.level is not null then sqrt(((c.level_high - c.level_low) / (2 * $z_90)) ** 2 + $apart ** 2)
                when k.adverts >= 5 then greatest(k.spread, $apart)
                else greatest(e.spread, $apart)
            end as usual_error
        from matchable m
        cross join everyone e
        left join title_level c
            on c.firm = m.firm and c.title_family = m.title_family and c.title_rank = m.title_rank
        left join market k on k.title_family = m.title_family and k.title_rank = m.title_rank
        where m.level is not null
    )
    select
        posting_number,
        (own / own_error ** 2 + usual / usual_error ** 2) / (1 / own_error ** 2 + 1 / usual_error ** 2) as level,
        sqrt(1 / (1 / own_error ** 2 + 1 / usual_error ** 2)) as error
    from (select * replace (greatest(own_error, 0.01) as own_error) from guessed)
) s
where s.posting_number = matchable.posting_number
    and (matchable.settled_level is distinct from s.level or matchable.settled_error is distinct from s.error)
