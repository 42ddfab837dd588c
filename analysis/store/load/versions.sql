-- Which versions of adverts are not yet known?
-- (Found by their keys alone: `merge` would hold all texts at once.)
create or replace temp table unknown_version as
select posting_id, content_hash, seen_at, title, line
from arrived
where kind in ('new', 'changed', 'mended') or (kind = 'older' and not exists (
    select 1 from posting_version v where (v.posting_id, v.content_hash) = (arrived.posting_id, arrived.content_hash)
));

delete from unknown_version u
using posting_version v
where (v.posting_id, v.content_hash, v.seen_at) = (u.posting_id, u.content_hash, u.seen_at);

-- What is told anew of one sighting takes the place of what was told before.
delete from posting_version v
using unknown_version u
where (v.posting_id, v.seen_at) = (u.posting_id, u.seen_at);

insert into posting_version by name
select
    u.posting_id, u.content_hash, getvariable('run_id') as run_id, u.seen_at, u.title, i.without_text as posting,
    i.description, i.description_text
from incoming i
join unknown_version u on u.line = i.rowid;

-- What comes late may lie between two sightings of the present version: that one stood again after it.
insert into posting_version by name
select v.* replace (p.last_seen as seen_at)
from unknown_version u
join posting_state p on p.posting_id = u.posting_id and u.seen_at < p.last_seen
join posting_version v on (v.posting_id, v.content_hash) = (p.posting_id, p.content_hash)
qualify row_number() over (partition by v.posting_id order by v.seen_at desc) = 1 and v.seen_at < u.seen_at
