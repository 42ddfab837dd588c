-- Which of the adverts $posting_ids were read already?
select posting_id from reading where posting_id in (select unnest($posting_ids::varchar[]))
