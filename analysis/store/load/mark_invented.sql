-- Keep in mind that the adverts of this store are those of the invented sample market.
merge into meta
using (select 'market' as key, 'invented' as value)
using (key)
when matched then update by name
when not matched then insert by name
