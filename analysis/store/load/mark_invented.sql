-- Keep in mind that the adverts of this store are those of the invented sample market of this seed.
merge into meta
using (from (values ('market', 'invented'), ('market_seed', $seed::varchar)) as told(key, value))
using (key)
when matched then update by name
when not matched then insert by name
