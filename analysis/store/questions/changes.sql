-- Which lines were added to or dropped from the advert $posting_id, from each version to the next?
select change, line, seen_at from line_change where posting_id = $posting_id order by seen_at, change, line
