-- How many statements are told of one advert alone, and not of every one of its firm's?
select count(*) as statements from statement where not is_boilerplate
