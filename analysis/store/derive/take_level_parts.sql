-- Of what is each level made? (The table `batch`.)
insert into level_part by name select * from batch
