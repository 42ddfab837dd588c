-- How many of the adverts that the run at hand has seen did its files lose, and of which boards?
select sum(postings - adverts)::int as adverts, count(distinct (source, board))::int as boards,
    min(source || '/' || board) as board
from short
