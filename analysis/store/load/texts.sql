-- What do the new and changed adverts say, and what those whose plain text was made anew and came out otherwise?
create or replace temp table retold as
select a.posting_id, a.line, a.content_hash
from incoming i
join arrived a on a.line = i.rowid
join posting_text t on t.posting_id = a.posting_id
where i.description_text is not null and a.kind = 'unchanged' and t.description_text <> i.description_text;

create or replace temp table worded as
select posting_id, line from arrived where kind in ('new', 'changed', 'mended')
union all
select posting_id, line from retold;

update posting_version v
set description_text = i.description_text
from retold r join incoming i on i.rowid = r.line
where (v.posting_id, v.content_hash) = (r.posting_id, r.content_hash);

-- What was read from it points into another text: it is to be read again.
update reading set content_hash = '' where posting_id in (select posting_id from retold);

update posting_text t
set description_text = i.description_text, text_hash = words_of(i.text_hash, i.description_text)
from worded w join incoming i on i.rowid = w.line
where w.posting_id = t.posting_id;

insert into posting_text by name
select w.posting_id, i.description_text, words_of(i.text_hash, i.description_text) as text_hash
from incoming i join worded w on w.line = i.rowid
where w.posting_id not in (select posting_id from posting_text)
