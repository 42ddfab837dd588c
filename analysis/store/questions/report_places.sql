-- Where are these adverts: sector, country, place of work, pay, and since when?
select p.posting_id, coalesce(p.sector, f.sector, 'unknown') as sector, coalesce(p.country, 'unknown') as country,
    p.workplace, p.base_salary_min, p.base_salary_max, p.base_salary_currency, p.base_salary_unit,
    p.date_posted, p.first_seen
from posting p left join facet f using (posting_id)
where p.posting_id in (select unnest($posting_ids))
