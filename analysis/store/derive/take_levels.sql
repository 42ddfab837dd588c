-- Which level has each advert of the table `batch`?
insert into level by name select * from batch
