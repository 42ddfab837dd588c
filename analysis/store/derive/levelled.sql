-- What do the levels of the adverts $posting_ids need? (All adverts where it is null.)
select
    posting_id, p.firm, p.title_family, p.title_rank, p.country, coalesce(r.cluster, posting_id) as cluster,
    f.grade_scheme, f.grade_value, p.base_salary_min, p.base_salary_max, p.base_salary_currency, p.base_salary_unit
from posting p
join facet f using (posting_id)
join reading r using (posting_id)
where $posting_ids is null or posting_id in (select unnest($posting_ids::varchar[]))
order by posting_id
