-- Which advert asks for which theme?
select distinct posting_id, theme_id, is_boilerplate
from statement
where theme_id is not null and not is_boilerplate
order by posting_id, theme_id
