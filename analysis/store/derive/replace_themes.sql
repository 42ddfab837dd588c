-- Which themes are there? (The table `batch`, in place of those before.)
delete from theme;
insert into theme by name select * from batch;
