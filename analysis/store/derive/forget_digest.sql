-- Forget what the digest told the person of the keys $profiles in $form (in all where null) of the adverts $posting_ids
-- (all of them where null).
delete from digest_state
where profile in (select unnest($profiles::varchar[]))
    and ($form is null or form = $form)
    and ($posting_ids is null or posting_id in (select unnest($posting_ids::varchar[])))
