-- Of which certificates will any one do, in the adverts of $numbers, and how many adverts ask for each? One alone is required by itself.
select c.posting_number, list(c.value order by c.value) as names, list(coalesce(r.postings, 0) order by c.value) as askings
from demand_choice c
left join demand_rarity r on r.facet = 'certifications' and r.value = c.value
where c.posting_number in (select unnest($numbers::integer[]))
group by c.posting_number, c.choice
order by c.posting_number, c.choice
