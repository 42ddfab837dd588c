-- What does the level see of the adverts $posting_ids? (All adverts where it is null; a silent measure is not a number.)
select posting_id, list_transform(measures, lambda one: coalesce(one, 'nan'::double)) as measures, asked, told
from blind
where $posting_ids is null or posting_id in (select unnest($posting_ids::varchar[]))
order by posting_id
