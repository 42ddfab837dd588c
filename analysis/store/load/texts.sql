-- What do the new and changed adverts say?
merge into posting_text t
using (
    select a.posting_id, i.description_text,
        coalesce(i.text_hash, md5(regexp_replace(lower(i.description_text), '[^\pL\pN]+', ' ', 'g'))) as text_hash
    from arrived a join incoming i on i.rowid = a.line where a.kind in ('new', 'changed')
) a
using (posting_id)
when matched then update set description_text = a.description_text, text_hash = a.text_hash
when not matched then insert by name
