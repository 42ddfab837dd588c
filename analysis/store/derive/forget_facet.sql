-- What of `facet` is no longer true, because facet is made anew for $posting_ids?
delete from facet where posting_id in (select unnest($posting_ids))
