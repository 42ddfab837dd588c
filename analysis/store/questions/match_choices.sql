-- Of which certificates will any one do, in the adverts of $numbers?
select posting_number, list(value order by value) as names
from demand_choice
where posting_number in (select unnest($numbers::integer[]))
group by posting_number, choice
order by posting_number, choice
