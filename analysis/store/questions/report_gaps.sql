-- Which boards were not read whole the last time, and why?
select source, board, arg_max(status, seen_at) as status, arg_max_null(reason, seen_at) as reason
from snapshot
group by source, board
having arg_max(status, seen_at) not in ('complete', 'unchanged')
order by source, board
limit $at_most
