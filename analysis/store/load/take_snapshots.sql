-- What became of each board? The last word of a run on a board and scope counts.
insert into snapped by name
select * from batch
qualify row_number() over (partition by source, board, scope order by seen_at desc) = 1
