-- Forget the adverts that were closed before the time in `due`, with all that was read from them and their history; and what
-- runs of before then kept aside.
create or replace temp table retired as select posting_id from posting_state where closed_on < (select before from due);
update theme
set typical = null
where typical in (
    select statement_text(t.description_text, s.start_char, s.end_char)
    from statement s
    join posting_text t using (posting_id)
    where posting_id in (from retired)
);
delete from matchable where posting_id in (from retired);
delete from blind where posting_id in (from retired);
delete from level_part where posting_id in (from retired);
delete from level where posting_id in (from retired);
delete from evidence where posting_id in (from retired);
delete from facet where posting_id in (from retired);
delete from statement where posting_id in (from retired);
delete from line_read where posting_id in (from retired);
delete from reading where posting_id in (from retired);
delete from digest_state where posting_id in (from retired);
delete from event where posting_id in (from retired);
delete from posting_version where posting_id in (from retired);
delete from title_read where title not in (select title from posting_version);
delete from posting_text where posting_id in (from retired);
delete from posting_state where posting_id in (from retired);
delete from refused where run_id in (select run_id from run where started_at < (select before from due));
