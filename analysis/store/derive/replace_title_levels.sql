-- Which level does each firm's title demand? (The table `batch`, in place of what was known.)
delete from title_level;
insert into title_level by name select * from batch;
