-- What do the new and changed adverts say?
create or replace temp table worded as
select posting_id, line from arrived where kind in ('new', 'changed');

update posting_text t
set description_text = i.description_text, text_hash = words_of(i.text_hash, i.description_text)
from worded w join incoming i on i.rowid = w.line
where w.posting_id = t.posting_id;

insert into posting_text by name
select w.posting_id, i.description_text, words_of(i.text_hash, i.description_text) as text_hash
from incoming i join worded w on w.line = i.rowid
where w.posting_id not in (select posting_id from posting_text)
