-- Forget the adverts that were closed before the time in `due`, with all that was read from them and their history.
create or replace temp table retired as select posting_id from posting_state where closed_on < (select before from due);
delete from term where posting_number in (select posting_number from matchable semi join retired using (posting_id));
delete from matchable where posting_id in (from retired);
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
delete from posting_text where posting_id in (from retired);
delete from posting_state where posting_id in (from retired);
delete from refused where run_id in (select run_id from run where started_at < (select before from due));
