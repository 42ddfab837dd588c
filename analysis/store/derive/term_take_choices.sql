-- Keep the $names, each of the $choices of the advert of $numbers.
insert into demand_choice
select unnest($numbers::integer[]), unnest($choices::integer[]), unnest($names::varchar[])
