-- Which rows of `level_part` are no longer true, because they are made anew for $posting_ids? (All where it is null.)
delete from level_part where $posting_ids is null or posting_id in (select unnest($posting_ids::varchar[]))
