-- Which versions of adverts are not yet known?
merge into posting_version
using (
    select
        a.posting_id, a.content_hash, getvariable('run_id') as run_id, a.seen_at, a.title, i.without_text as posting, i.description,
        i.description_text
    from arrived a
    join incoming i on i.rowid = a.line
    where a.kind in ('new', 'changed') or (a.kind = 'older' and not exists (
        select 1 from posting_version v where v.posting_id = a.posting_id and v.content_hash = a.content_hash
    ))
)
using (posting_id, content_hash, seen_at)
when not matched then insert by name
