-- What of `statement` is no longer true, because statement is made anew for $posting_ids?
delete from statement where posting_id in (select unnest($posting_ids))
