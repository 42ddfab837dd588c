-- Which run is this?
merge into run
using read_json(
    getvariable('batch'), format = 'newline_delimited', maximum_object_size = 1073741824,
    columns = {
        run_id: 'varchar', kind: 'varchar', started_at: 'timestamp', ended_at: 'timestamp', exit_code: 'integer',
        summary: 'json'
    }
)
using (run_id)
when matched then update by name
when not matched then insert by name
