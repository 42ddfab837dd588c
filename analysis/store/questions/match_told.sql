-- How does a level follow from facets and themes alone, in the line of work $line, or else in all together, in this store?
select
    max(value) filter (name = 'slope') as slope, max(value) filter (name = 'start') as start,
    max(value) filter (name = 'error') as error, max(value) filter (name = 'least') as least, max(value) filter (name = 'most') as most
from (
    select split_part(key, '_', 2) as name, split_part(key, '_', 3) as line, value::double as value
    from (select key, value from meta where starts_with(key, 'told_'))
)
where line = '' or line = $line
group by line
order by line desc
limit 1
