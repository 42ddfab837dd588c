-- Which known adverts does the next batch say were seen?
insert into sighted by name
select * from read_json(
    getvariable('batch'), format = 'newline_delimited',
    columns = {posting_id: 'varchar', source: 'varchar', board: 'varchar', scope: 'varchar', seen_at: 'timestamp'}
)
