-- What has the digest told $profile in $form (in any where null) before, and what is known of it today?
select
    d.posting_id, d.content_hash as told_hash, d.score as told_score,
    p.content_hash, p.is_open, p.firm, p.title, p.url
from digest_state d
left join posting_state p using (posting_id)
where d.profile = $profile and ($form is null or d.form = $form)
order by d.posting_id
