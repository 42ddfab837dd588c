-- How much does this store hold, how much of it is open on the day $open_on, how much of that was imported, was published before $long_ago
-- and states no last day to apply, and is it the invented sample market?
select
    count(*) as adverts,
    count(*) filter (where is_open and coalesce(valid_through >= $open_on, true)) as open_adverts,
    count(*) filter (
        where is_open and valid_through is null and scope = 'import' and coalesce(date_posted, first_seen::date) < $long_ago
    ) as perhaps_closed,
    count(distinct firm) as firms,
    count(distinct country) as countries,
    count(distinct source || '/' || board) as boards,
    min(first_seen) as first_seen,
    max(last_seen) as last_seen,
    (select count(*) > 0 from meta where key = 'market' and value = 'invented') as is_invented
from posting_state
