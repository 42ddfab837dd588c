-- Remember what the digest tells now: the table `batch`.
merge into digest_state
using (select profile, form, posting_id, content_hash, told_at, score from batch)
using (profile, form, posting_id)
when matched then update by name
when not matched then insert by name
