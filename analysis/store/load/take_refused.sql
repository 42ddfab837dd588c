-- Which records did not become postings?
insert into turned_away by name select * from batch
