-- What has the digest told the person of the keys $profiles in $form (in any where null) before, the last time, and what
-- is known of it today?
select
    d.posting_id, d.content_hash as told_hash, d.score as told_score,
    p.content_hash, p.is_open, p.firm, p.title, p.url
from digest_state d
left join posting_state p using (posting_id)
where d.profile in (select unnest($profiles::varchar[])) and ($form is null or d.form = $form)
qualify row_number() over (partition by d.posting_id order by d.told_at desc) = 1
order by d.posting_id
