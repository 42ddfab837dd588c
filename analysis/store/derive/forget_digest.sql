-- Forget what the digest told $profile of the adverts $posting_ids (all of them where null).
delete from digest_state
where profile = $profile
    and ($posting_ids is null or posting_id in (select unnest($posting_ids::varchar[])))
