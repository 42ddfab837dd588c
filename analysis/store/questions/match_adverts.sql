-- What do the adverts $posting_ids ask, in facets?
select
    f.* exclude (sector), p.source, p.firm, p.title, p.url, p.is_open, p.content_hash, p.first_seen, p.date_posted, p.valid_through,
    p.country, coalesce(p.job_location_type, f.workplace) as works, coalesce(p.sector, f.sector) as sector,
    m.salary_year, coalesce(p.base_salary_currency, f.salary_currency) as currency,
    m.cluster, l.level, l.level_low, l.level_high, r.title_rank, r.title_family
from posting_state p
join facet f using (posting_id)
left join reading r using (posting_id)
left join level l using (posting_id)
left join matchable m using (posting_id)
where p.posting_id in (select unnest($posting_ids::varchar[]))
order by p.posting_id
