-- Which views may analysts rely on? (INTERFACE promises them.)

create or replace view posting as
select
    p.posting_id, p.source, p.board, p.source_id, p.firm, p.title, t.description_text as description, p.url,
    r.title_family, r.title_rank,
    coalesce(p.base_salary_min, f.salary_min) as base_salary_min,
    coalesce(p.base_salary_max, f.salary_max) as base_salary_max,
    coalesce(p.base_salary_currency, f.salary_currency) as base_salary_currency,
    coalesce(p.base_salary_unit, f.salary_unit) as base_salary_unit,
    p.country, p.job_location, coalesce(p.job_location_type, f.workplace) as workplace,
    coalesce(p.sector, f.sector) as sector, p.grade,
    p.date_posted, p.valid_through, p.first_seen, p.last_seen, p.closed_on, p.is_open,
    p.identifier, p.content_hash
from posting_state p
join posting_text t using (posting_id)
left join reading r using (posting_id)
left join facet f using (posting_id);

create or replace view line as
select
    l.posting_id, l.position, substr(t.description_text, l.start_char + 1, l.end_char - l.start_char) as text,
    l.section, l.start_char, l.end_char, l.is_boilerplate,
    (select min(s.theme_id) from statement s where s.posting_id = l.posting_id and s.position = l.position) as theme_id
from line_read l
join posting_text t using (posting_id);
