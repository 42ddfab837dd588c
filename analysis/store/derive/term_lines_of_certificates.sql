-- Which lines of the adverts whose demands are not taken yet name more than one certificate? Of all adverts, where none was
-- ever looked through.
with numbered as (
    select posting_number, posting_id
    from matchable
    where posting_number > coalesce((select max(posting_number) from demand where exists (from demand_choice)), 0)
)
select n.posting_number, substr(any_value(t.description_text), l.start_char + 1, l.end_char - l.start_char) as line
from numbered n
join evidence e using (posting_id)
join line_read l on l.posting_id = n.posting_id and e.start_char >= l.start_char and e.start_char < l.end_char
join posting_text t on t.posting_id = n.posting_id
where e.facet = 'certifications'
group by n.posting_number, l.start_char, l.end_char
having count(distinct e.start_char) > 1
order by n.posting_number, l.start_char
