-- Remember what the digest tells now: the table `batch`.
insert or replace into digest_state by name
select profile, posting_id, content_hash, told_at, score from batch
