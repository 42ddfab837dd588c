-- Which version of the adverts $posting_ids stands now?
select posting_id, content_hash from posting_state where posting_id in (select unnest($posting_ids::varchar[]))
