-- Which adverts does the next batch hold?
insert into incoming by name
with told as (
    select *, coalesce(list_filter(
        list_transform(
            list_concat(posting.job_location, posting.applicant_location_requirements), lambda place: place.country
        ),
        lambda country: country is not null
    ), []) as named
    from read_json(
        getvariable('batch'), format = 'newline_delimited', maximum_object_size = 1073741824,
        columns = {
            posting: 'struct(
                source varchar, board varchar, source_id varchar, title varchar, hiring_organization varchar,
                description varchar, url varchar, date_posted date, valid_through date,
                job_location struct(raw varchar, country varchar, region varchar, locality varchar)[],
                applicant_location_requirements struct(raw varchar, country varchar, region varchar, locality varchar)[],
                job_location_type varchar, employment_type varchar[],
                base_salary struct(raw varchar, currency varchar, unit varchar, origin varchar),
                identifier varchar, internal_id varchar, department varchar, industry varchar, language varchar,
                sector varchar, country varchar, grade varchar
            )',
            posting_id: 'varchar', content_hash: 'varchar', without_text: 'varchar', base_salary_min: 'decimal(18, 2)',
            base_salary_max: 'decimal(18, 2)', within: 'varchar[]', scope: 'varchar', seen_at: 'timestamp',
            description_text: 'varchar', text_hash: 'varchar'
        }
    )
)
select
    posting_id, posting.source, posting.board, posting.source_id, posting.hiring_organization as firm, posting.title,
    posting.url, posting.date_posted, posting.valid_through, posting.job_location,
    coalesce(named[1], posting.country) as country,
    list_sort(list_distinct(if(named = [] and within = [], [posting.country], list_concat(named, within)))) as countries,
    posting.job_location_type, posting.employment_type, posting.base_salary.raw as base_salary_raw,
    base_salary_min, base_salary_max, posting.base_salary.currency as base_salary_currency,
    posting.base_salary.unit as base_salary_unit, posting.base_salary.origin as base_salary_origin,
    posting.identifier, posting.internal_id, posting.department, posting.industry, posting.sector, posting.language,
    posting.grade, scope, content_hash, seen_at, without_text, posting.description, description_text, text_hash
from told
