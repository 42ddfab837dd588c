-- How does a level follow from facets and themes alone, in this store?
select
    max(value::double) filter (key = 'told_slope') as slope, max(value::double) filter (key = 'told_start') as start,
    max(value::double) filter (key = 'told_error') as error
from (select key, value from meta where key in ('told_slope', 'told_start', 'told_error'))
