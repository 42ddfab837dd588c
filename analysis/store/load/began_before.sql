-- When did the newest run begin of those a day older than $now?
select max(started_at) as began_at from run where started_at < $now::timestamp - interval 1 day
