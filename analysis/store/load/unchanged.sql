-- How many adverts of the run at hand were known as they are? (Asked while its staged tables stand.)
select p.source, p.board, count(*)::int as unchanged
from seen s
join posting_state p using (posting_id)
left join arrived a using (posting_id)
where coalesce(a.kind, 'unchanged') = 'unchanged'
group by all
