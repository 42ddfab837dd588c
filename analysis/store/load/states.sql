-- How do the new and changed adverts stand now?
merge into posting_state p
using (
    select
        posting_id, source, board, source_id, firm, title, url, date_posted, valid_through, job_location, country,
        countries, job_location_type, employment_type, base_salary_raw, base_salary_min, base_salary_max, base_salary_currency,
        base_salary_unit, base_salary_origin, identifier, internal_id, department, industry, sector, language, grade,
        scope, content_hash, coalesce(known_since, seen_at) as first_seen, seen_at as last_seen, 0 as absences,
        null::timestamp as closed_on, true as is_open
    from arrived where kind in ('new', 'changed')
) a
using (posting_id)
when matched then update by name
when not matched then insert by name;

merge into posting_state p
using (select * exclude (line, was_open, known_since, kind, seen_at, scope) from arrived where kind = 'mended') a
using (posting_id)
when matched then update by name
