-- What is known of the adverts $posting_ids, before levels? (All adverts where it is null.)
select
    f.* exclude (sector, salary_min, salary_max, salary_currency, salary_unit),
    coalesce(p.sector, f.sector) as sector,
    p.source, p.board, p.firm, p.title, p.title_family, p.title_rank, r.cluster, p.country, p.identifier,
    p.base_salary_min, p.base_salary_max, p.base_salary_currency, p.base_salary_unit,
    p.date_posted, p.first_seen, p.is_open, length(p.description) as characters
from posting p
join facet f using (posting_id)
join reading r using (posting_id)
where $posting_ids is null or p.posting_id in (select unnest($posting_ids::varchar[]))
order by p.posting_id
