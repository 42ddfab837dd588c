-- Which adverts does the next batch hold?
insert into incoming by name select * from batch
