-- What must change in a store of before schema versions were written down?
alter table posting_text add column text_hash varchar;
update posting_text
set text_hash = md5(regexp_replace(lower(description_text), '[^\pL\pN]+', ' ', 'g'));

alter table posting_version add column description varchar;
alter table posting_version add column description_text varchar;
update posting_version v set description = coalesce(v.posting ->> 'description', '');
update posting_version v
set description_text = t.description_text
from posting_text t join posting_state p using (posting_id)
where p.posting_id = v.posting_id and p.content_hash = v.content_hash;

alter table posting_text drop column description;
alter table posting_text drop column description_format;

-- Derived: made again by the next `nextrung analyze`.
drop table if exists term;
