-- How long is the vector of the weighed demands of each advert that was not measured yet?
update matchable
set demand_length = s.length
from (
    select d.posting_number, sqrt(sum(r.rarity ** 2)) as length
    from demand d
    join demand_rarity r on r.facet = d.facet and r.value is not distinct from d.value
    semi join (select posting_number from matchable where demand_length is null) using (posting_number)
    group by d.posting_number
) s
where s.posting_number = matchable.posting_number
