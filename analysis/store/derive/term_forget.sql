-- Forget the narrow rows of the adverts $posting_ids; all adverts where $posting_ids is null.
delete from matchable
where $posting_ids is null or posting_id in (select unnest($posting_ids::varchar[]))
