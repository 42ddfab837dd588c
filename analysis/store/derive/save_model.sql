-- What was just estimated, and on how much?
merge into model
using (
    select
        $name as name, $version as version, $made_at::timestamp as made_at,
        (select count(*) from reading)::integer as adverts, $body::json as body
)
using (name)
when matched then update by name
when not matched then insert by name
