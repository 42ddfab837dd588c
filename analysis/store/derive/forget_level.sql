-- Which rows of `level` are no longer true, because they are made anew for $posting_ids? (All where it is null.)
delete from level where $posting_ids is null or posting_id in (select unnest($posting_ids::varchar[]))
