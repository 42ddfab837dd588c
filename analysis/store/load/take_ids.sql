-- Which adverts does the next batch hold?
create or replace temp table batch_ids as
select posting_id from read_json(
    getvariable('batch'), format = 'newline_delimited', columns = {posting_id: 'varchar'}
)
