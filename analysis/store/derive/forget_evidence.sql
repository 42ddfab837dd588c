-- What of `evidence` is no longer true, because evidence is made anew for $posting_ids?
delete from evidence where posting_id in (select unnest($posting_ids))
