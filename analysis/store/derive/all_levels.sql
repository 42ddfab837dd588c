-- Which level has each advert?
select * from level order by posting_id
