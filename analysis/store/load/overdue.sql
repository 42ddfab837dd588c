-- How many adverts were closed before $before, and how many records did runs of before then keep aside?
select
    (select count(*) from posting_state where closed_on < $before::timestamp) as adverts,
    (select count(*) from refused semi join (from run where started_at < $before::timestamp) using (run_id)) as refused
