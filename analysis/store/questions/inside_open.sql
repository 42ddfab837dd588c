-- Which adverts of $firm are open on the day $open_on, highest demand first?
select m.posting_id, p.title, m.title_family, m.title_rank, m.settled_level, m.settled_error, m.cluster,
    p.country, f.grade_scheme, f.grade_value
from matchable m
join posting_state p using (posting_id)
left join facet f using (posting_id)
where m.is_open and coalesce(m.valid_through >= $open_on, true) and lower(m.firm) = lower($firm)
order by m.settled_level desc nulls last, m.posting_id
