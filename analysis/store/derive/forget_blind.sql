-- What of `blind` is no longer true, because blind is made anew for $posting_ids?
delete from blind where posting_id in (select unnest($posting_ids))
