-- What became of each board? The last word of a run on a board and scope counts.
insert into snapped by name
select * from read_json(
    getvariable('batch'), format = 'newline_delimited',
    columns = {
        run_id: 'varchar', source: 'varchar', board: 'varchar', scope: 'varchar', status: 'varchar',
        seen_at: 'timestamp', postings: 'integer', listed: 'integer', declared_total: 'integer', requests: 'integer',
        bytes: 'bigint', reason: 'varchar', tells_all: 'boolean'
    }
)
qualify row_number() over (partition by source, board, scope order by seen_at desc) = 1
