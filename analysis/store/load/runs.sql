-- Which runs are in the store?
select run_id from run
