-- What does the run at hand bring? (Emptied for each run; one row an advert and sighting, not yet compared with the store.)
create or replace temp table incoming (
    posting_id varchar, source varchar, board varchar, source_id varchar, firm varchar, title varchar, url varchar,
    date_posted date, valid_through date,
    job_location struct(raw varchar, country varchar, region varchar, locality varchar)[],
    country varchar, countries varchar[], job_location_type varchar, employment_type varchar[],
    base_salary_raw varchar, base_salary_min decimal(18, 2), base_salary_max decimal(18, 2),
    base_salary_currency varchar, base_salary_unit varchar, base_salary_origin varchar,
    identifier varchar, internal_id varchar, department varchar, industry varchar, sector varchar, language varchar,
    grade varchar, scope varchar, content_hash varchar, seen_at timestamp,
    without_text varchar, description varchar, description_text varchar, text_hash varchar
);
create or replace temp table sighted (
    posting_id varchar, source varchar, board varchar, scope varchar, seen_at timestamp
);
create or replace temp table snapped (
    run_id varchar, source varchar, board varchar, scope varchar, status varchar, seen_at timestamp,
    postings integer, listed integer, declared_total integer, requests integer, bytes bigint, reason varchar,
    tells_all boolean
);
create or replace temp table turned_away (
    run_id varchar, source varchar, board varchar, place varchar, reason varchar, raw varchar
);
-- The hash of the words alone, where Python did not make it.
create or replace temp macro words_of(text_hash, description_text) as
    coalesce(text_hash, md5(regexp_replace(lower(description_text), '[^\pL\pN]+', ' ', 'g')))
