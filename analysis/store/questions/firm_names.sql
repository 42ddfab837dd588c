-- Which firms are known?
select distinct firm from posting_state order by firm
