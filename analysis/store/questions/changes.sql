-- Which lines were added to or dropped from the advert $posting_id, from each version to the next?
with version as (
    select seen_at, coalesce(description_text, description) as text,
        row_number() over (order by seen_at) as number
    from posting_version where posting_id = $posting_id
),
line as (
    select distinct number, seen_at, trim(unnest(string_split(text, chr(10)))) as line from version
),
step as (
    select a.number as before, b.number as after, b.seen_at from version a join version b on b.number = a.number + 1
)
select 'added' as change, l.line, s.seen_at
from step s join line l on l.number = s.after
where l.line <> '' and not exists (select 1 from line o where o.number = s.before and o.line = l.line)
union all
select 'dropped', l.line, s.seen_at
from step s join line l on l.number = s.before
where l.line <> '' and not exists (select 1 from line o where o.number = s.after and o.line = l.line)
order by seen_at, change, line
