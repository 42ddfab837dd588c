-- What do the new and changed adverts say?
merge into posting_text t
using (
    select posting_id, description_text,
        coalesce(text_hash, md5(regexp_replace(lower(description_text), '[^\pL\pN]+', ' ', 'g'))) as text_hash
    from arrived where kind in ('new', 'changed')
) a
using (posting_id)
when matched then update set description_text = a.description_text, text_hash = a.text_hash
when not matched then insert by name
