-- Which model of that name was estimated last?
select body from model where name = $name
