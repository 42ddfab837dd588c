-- How does each advert now stand, which of these values are not as published but read from the text, and which adverts are one vacancy?
select p.*, r.cluster,
    list_filter([
        case when p.base_salary_min is distinct from s.base_salary_min then 'base_salary_min' end,
        case when p.base_salary_max is distinct from s.base_salary_max then 'base_salary_max' end,
        case when p.base_salary_currency is distinct from s.base_salary_currency then 'base_salary_currency' end,
        case when p.base_salary_unit is distinct from s.base_salary_unit then 'base_salary_unit' end,
        case when p.workplace is distinct from s.job_location_type then 'workplace' end,
        case when p.sector is distinct from s.sector then 'sector' end
    ], lambda name: name is not null) as read_from_text
from posting p
join posting_state s using (posting_id)
left join reading r using (posting_id)
