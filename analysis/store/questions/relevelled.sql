-- Which adverts changed the level word of their title under the same requisition?
select * from relevelled order by seen_at, posting_id
