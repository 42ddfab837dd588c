-- Which titles are read anew?
delete from title_read where title in (select unnest($titles))
