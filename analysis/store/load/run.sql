-- Which run is this?
merge into run
using (
    select
        $run_id as run_id, $kind as kind, $started_at::timestamp as started_at, $ended_at::timestamp as ended_at,
        $exit_code::integer as exit_code, $summary::json as summary
)
using (run_id)
when matched then update by name
when not matched then insert by name
