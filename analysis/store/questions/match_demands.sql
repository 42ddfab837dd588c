-- What do the adverts of $numbers ask, one demand a row?
select posting_number, facet, value, amount, currency, is_wish
from demand
where posting_number in (select unnest($numbers::integer[]))
order by posting_number, facet, value
