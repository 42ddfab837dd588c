-- Forget what the digest told $profile in $form (in all where null) of the adverts $posting_ids (all of them where null).
delete from digest_state
where profile = $profile
    and ($form is null or form = $form)
    and ($posting_ids is null or posting_id in (select unnest($posting_ids::varchar[])))
