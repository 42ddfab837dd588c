-- Which adverts are of the same firms as the adverts $posting_ids?
select posting_id from posting_state
where firm in (select firm from posting_state where posting_id in (select unnest($posting_ids::varchar[])))
order by posting_id
