-- What do the adverts whose demands are not taken yet say from the education that they ask on, where they speak of experience
-- or of what is equivalent?
-- Of all adverts, where none was ever looked through.
with numbered as (
    select posting_number, posting_id
    from matchable
    where posting_number > coalesce((select max(posting_number) from demand where exists (from demand_choice)), 0)
),
told as (
    select
        n.posting_number,
        substr(t.description_text, e.start_char + 1, least(l.end_char - e.start_char, 250)) as asked
    from numbered n
    join evidence e using (posting_id)
    join line_read l on l.posting_id = n.posting_id and e.start_char >= l.start_char and e.start_char < l.end_char
    join posting_text t on t.posting_id = n.posting_id
    where e.facet = 'education'
)
select posting_number, asked
from told
where contains(lower(asked), 'experience') or contains(lower(asked), 'lieu') or contains(lower(asked), 'equivalent')
order by posting_number, asked
