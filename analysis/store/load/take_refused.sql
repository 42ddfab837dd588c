-- Which records did not become postings?
insert into turned_away by name
select * from read_json(
    getvariable('batch'), format = 'newline_delimited',
    columns = {run_id: 'varchar', source: 'varchar', board: 'varchar', place: 'varchar', reason: 'varchar', raw: 'varchar'}
)
