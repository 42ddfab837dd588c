-- Which lines of the adverts whose demands are not taken yet name certificates, where one of them names several? Of those
-- that name one, only what is no wish. Of all adverts, where none was ever looked through.
with numbered as (
    select posting_number, posting_id
    from matchable
    where posting_number > coalesce((select max(posting_number) from demand where exists (from demand_choice)), 0)
),
named as (
    select n.posting_number, n.posting_id, l.start_char, l.end_char, any_value(l.section) as section, count(distinct e.start_char) as names
    from numbered n
    join evidence e using (posting_id)
    join line_read l on l.posting_id = n.posting_id and e.start_char >= l.start_char and e.start_char < l.end_char
    where e.facet = 'certifications'
    group by n.posting_number, n.posting_id, l.start_char, l.end_char
    qualify max(names) over (partition by n.posting_number) > 1
)
select
    n.posting_number, substr(t.description_text, n.start_char + 1, n.end_char - n.start_char) as line,
    n.names = 1 as is_alone
from named n
join posting_text t using (posting_id)
where n.names > 1 or n.section <> 'preferred'
order by n.posting_number, n.start_char
