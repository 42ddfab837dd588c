-- What of `reading` is no longer true, because reading is made anew for $posting_ids?
delete from reading where posting_id in (select unnest($posting_ids))
