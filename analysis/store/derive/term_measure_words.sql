-- How long is the vector of the weighed words of each advert that was not measured yet?
update matchable
set word_length = s.length
from (
    select t.posting_number, sqrt(sum((t.weight * r.rarity) ** 2)) as length
    from term t
    join term_rarity r using (term)
    semi join (select posting_number from matchable where word_length is null) using (posting_number)
    group by t.posting_number
) s
where s.posting_number = matchable.posting_number
