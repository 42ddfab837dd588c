-- What was asked of each board, and what was kept aside?
insert or replace into snapshot by name from snapped;
delete from refused r
using turned_away t
where (r.source, r.board, r.place) = (t.source, t.board, t.place);
insert into refused by name select distinct * from turned_away;
