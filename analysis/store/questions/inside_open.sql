-- Which adverts of $firm are open on the day $open_on, highest demand first?
select m.posting_id, p.title, m.title_family, m.title_rank, m.settled_level, m.settled_error, m.cluster,
    m.firm, p.url, p.source, p.country, p.grade as board_grade, f.grade_scheme, f.grade_value,
    substr(t.description_text, e.start_char + 1, 60) as graded, t.description_text as graded_text
from matchable m
join posting_state p using (posting_id)
left join facet f using (posting_id)
left join posting_text t on t.posting_id = f.posting_id and f.grade_scheme is not null
left join (
    select posting_id, min(start_char) as start_char from evidence where facet = 'grade' group by posting_id
) e on e.posting_id = t.posting_id
where m.is_open and coalesce(m.valid_through >= $open_on, true) and lower(m.firm) = lower($firm)
order by m.settled_level desc nulls last, m.posting_id
