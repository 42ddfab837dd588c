-- What are seniors asked more? (The table `batch`, in place of what was known.)
delete from asked_more;
insert into asked_more by name select * from batch;
