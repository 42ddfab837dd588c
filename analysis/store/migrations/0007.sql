-- What must change since each form of a digest remembers for itself? What was told before was told in all of them.
-- (The choices of certificates are a new table, filled by the next `nextrung analyze`.)
alter table digest_state rename to digest_told_once;
create table digest_state (
    profile varchar not null,
    form varchar not null,
    posting_id varchar not null,
    content_hash varchar not null,
    told_at timestamp not null,
    score double,
    primary key (profile, form, posting_id)
);
insert into digest_state
select profile, unnest(['markdown', 'html', 'atom']), posting_id, content_hash, told_at, score from digest_told_once;
drop table digest_told_once;
