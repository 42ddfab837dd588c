-- Which adverts were seen on a day that is yet to come? A clock was ahead: nothing could change or close until that day.
update posting_state
set last_seen = date_trunc('second', getvariable('now')::timestamp) - interval 1 second
where is_open and last_seen > getvariable('now')::timestamp + interval 1 day
