-- Which known adverts does the next batch say were seen?
insert into sighted by name select * from batch
