-- What of `line_read` is no longer true, because line_read is made anew for $posting_ids?
delete from line_read where posting_id in (select unnest($posting_ids))
