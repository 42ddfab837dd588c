-- What is the latest state of each board?
with latest as (
    select source, board, arg_max(status, seen_at) as status
    from snapshot
    group by source, board
)
select status, count(*) as boards
from latest
group by status
order by boards desc, status
