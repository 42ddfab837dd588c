-- Which adverts spell their firm's name otherwise than most? Names that differ by case alone are one firm's.
create or replace temp table respelled as
select p.posting_id, s.firm
from posting_state p
join (
    select lower(firm) as name, first(firm order by adverts desc, firm) as firm
    from (select firm, count(*) as adverts from posting_state group by firm)
    group by name
    having count(*) > 1
) s on s.name = lower(p.firm) and s.firm <> p.firm;

update posting_state p
set firm = r.firm
from respelled r
where r.posting_id = p.posting_id;

-- What has no level is compared anew by the next analysis, under this name.
delete from level where posting_id in (select posting_id from respelled)
