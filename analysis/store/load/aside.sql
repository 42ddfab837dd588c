-- What was asked of each board, and what was kept aside?
merge into snapshot
using (select * exclude (tells_all) from snapped qualify row_number() over (partition by run_id, source, board, scope order by seen_at desc) = 1)
using (run_id, source, board, scope)
when matched then update by name
when not matched then insert by name;
delete from refused r
using turned_away t
where (r.source, r.board, r.place) = (t.source, t.board, t.place);
insert into refused by name select distinct * from turned_away;
