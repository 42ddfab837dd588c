-- Which tables hold what is known? (Schema version 1; times are UTC.)

create table if not exists meta (
    key varchar primary key,
    value varchar not null
);

-- GATHERED ------------------------------------------------------------------

-- One row a run of crawl or import.
create table if not exists run (
    run_id varchar primary key,
    kind varchar not null,            -- crawl | import
    started_at timestamp not null,
    ended_at timestamp,
    exit_code integer,
    summary json                      -- requests, bytes, faults as the run log tells them
);

-- One row a board and run: what was asked and how whole the answer was.
create table if not exists snapshot (
    run_id varchar not null,
    source varchar not null,
    board varchar not null,
    scope varchar not null,           -- what was asked: 'roles=pm', 'all', or the search text
    status varchar not null,          -- complete | partial | unchanged | failed | skipped
    seen_at timestamp not null,
    postings integer,                 -- adverts in scope in the answer
    listed integer,                   -- entries in the answer, in scope or not
    declared_total integer,           -- what the board says it has
    requests integer,
    bytes bigint,
    reason varchar,                   -- why not complete
    primary key (run_id, source, board, scope)
);

-- The current state of each advert.
create table if not exists posting_state (
    posting_id varchar primary key,
    source varchar not null,
    board varchar not null,
    source_id varchar not null,
    firm varchar not null,            -- hiring_organization
    title varchar not null,
    url varchar,
    date_posted date,
    valid_through date,
    job_location struct(raw varchar, country varchar, region varchar, locality varchar)[],
    country varchar,                  -- of the first place, else of the board, ISO 3166-1 alpha-2
    job_location_type varchar,
    employment_type varchar[],
    base_salary_raw varchar,
    base_salary_min decimal(18, 2),
    base_salary_max decimal(18, 2),
    base_salary_currency varchar,
    base_salary_unit varchar,
    base_salary_origin varchar,
    identifier varchar,
    internal_id varchar,
    department varchar,
    industry varchar,
    sector varchar,
    language varchar,
    grade varchar,
    scope varchar not null,           -- the scope it was last seen in
    content_hash varchar not null,
    first_seen timestamp not null,
    last_seen timestamp not null,
    absences integer not null default 0,  -- complete snapshots of its scope since last_seen
    closed_on timestamp,
    is_open boolean not null
);

-- The text, apart from the narrow table.
create table if not exists posting_text (
    posting_id varchar primary key,
    description varchar not null,     -- as published: HTML or text
    description_format varchar not null,
    description_text varchar not null -- plain text; every offset points into this
);

-- Each version of an advert, oldest first; the posting as published, as JSON.
create table if not exists posting_version (
    posting_id varchar not null,
    content_hash varchar not null,
    run_id varchar not null,
    seen_at timestamp not null,
    title varchar not null,
    posting json not null,
    primary key (posting_id, content_hash, seen_at)
);

-- The life of an advert: seen, changed, missing, closed, reopened.
create table if not exists event (
    posting_id varchar not null,
    run_id varchar not null,
    kind varchar not null,
    happened_at timestamp not null,
    reason varchar,
    primary key (posting_id, run_id, kind)
);

-- Records that did not become postings.
create table if not exists refused (
    run_id varchar not null,
    source varchar not null,
    board varchar not null,
    place varchar not null,           -- file and row, or the entry's id
    reason varchar not null,
    raw varchar
);

-- READ ----------------------------------------------------------------------

-- One row an advert that was read, with what it was read by.
create table if not exists reading (
    posting_id varchar primary key,
    content_hash varchar not null,
    reader varchar not null,          -- hash of lexicon and section model
    title_family varchar not null,
    title_rank varchar not null,
    cluster varchar                   -- near-duplicates share it: they count once
);

create table if not exists line_read (
    posting_id varchar not null,
    position integer not null,
    start_char integer not null,
    end_char integer not null,
    section varchar not null,
    is_boilerplate boolean not null default false
);

-- One demand or duty.
create table if not exists statement (
    posting_id varchar not null,
    number integer not null,          -- from 0 within the advert
    position integer not null,        -- of its line
    start_char integer not null,
    end_char integer not null,
    section varchar not null,         -- responsibility | required | preferred
    is_boilerplate boolean not null default false,
    theme_id integer                  -- null: in no theme
);

-- One row an advert, one column a facet (FACETS).
create table if not exists facet (
    posting_id varchar primary key,
    years_experience integer,
    years_managing integer,
    budget_amount double,
    budget_currency varchar,
    team_size integer,
    line_management boolean,
    mentoring boolean,
    scope varchar,
    concurrent_projects boolean,
    stakeholder_level varchar,
    external_clients boolean,
    budget_responsibility boolean,
    business_case boolean,
    governance boolean,
    risk boolean,
    procurement boolean,
    change boolean,
    regulated boolean,
    geographic_reach varchar,
    methods varchar[],
    certifications struct(name varchar, need varchar)[],
    education_level varchar,
    education_need varchar,
    tools varchar[],
    sector varchar,
    travel_percent integer,
    travel boolean,
    clearance boolean,
    workplace varchar,
    employment_type varchar[],
    salary_min double,
    salary_max double,
    salary_currency varchar,
    salary_unit varchar,
    grade_scheme varchar,
    grade_value varchar
);

create table if not exists evidence (
    posting_id varchar not null,
    facet varchar not null,
    start_char integer not null,
    end_char integer not null,
    rule varchar not null
);

-- COMPARED ------------------------------------------------------------------

create table if not exists theme (
    theme_id integer primary key,
    name varchar not null,
    kind varchar not null,            -- seed | emergent
    terms varchar[],                  -- what distinguishes it
    typical varchar,                  -- a typical statement
    adverts integer not null,
    firms integer not null,
    stability double,                 -- per-cluster bootstrap Jaccard (Hennig 2007)
    firm_entropy double               -- 0 one firm, 1 spread evenly
);

create table if not exists level (
    posting_id varchar primary key,
    level double not null,            -- in standard deviations of the market
    level_low double not null,        -- 90 % interval
    level_high double not null,
    grade_like varchar                -- "afc 7-8a", where the store's grades allow it
);

-- Each level taken apart: contributions sum to the level.
create table if not exists level_part (
    posting_id varchar not null,
    part varchar not null,            -- facet or theme or 'text' or 'base'
    contribution double not null
);

create table if not exists title_level (
    firm varchar not null,
    title_family varchar not null,
    title_rank varchar not null,
    adverts integer not null,         -- distinct vacancies
    level double,
    level_low double,
    level_high double,
    reliability double                -- 0..1: how much of the estimate is this firm's own
);

-- What is asked more of one rank than of another; firm is null for the market.
create table if not exists asked_more (
    firm varchar,
    title_family varchar not null,
    kind varchar not null,            -- facet | theme
    name varchar not null,
    senior_adverts integer,
    senior_share double,
    plain_adverts integer,
    plain_share double,
    log_odds double,                  -- Monroe, Colaresi & Quinn 2008
    z double,
    q double                          -- Benjamini-Hochberg
);

-- MATCHED -------------------------------------------------------------------

create table if not exists term (
    term varchar not null,
    posting_id varchar not null,
    weight float not null             -- BM25, precomputed
);

create table if not exists digest_state (
    profile varchar not null,         -- a hash of the profile's name, nothing of its content
    posting_id varchar not null,
    content_hash varchar not null,
    told_at timestamp not null,
    score double,
    primary key (profile, posting_id)
);

-- One advert, as a store of that time held it.
insert into posting_state (posting_id, source, board, source_id, firm, title, scope, content_hash, first_seen, last_seen, is_open)
values ('7f', 'lever', 'acme', '1', 'Acme', 'Project Manager', 'all', 'aa', timestamp '2026-05-01', timestamp '2026-05-01', true);
insert into posting_text values ('7f', '<p>Plan the work.</p>', 'html', 'Plan the work.');
insert into posting_version
values ('7f', 'aa', 'r', timestamp '2026-05-01', 'Project Manager', '{"title": "Project Manager", "description": "<p>Plan the work.</p>", "job_location": [{"country": null}], "applicant_location_requirements": [{"country": "IE"}, {"country": "GB"}]}');
insert into digest_state values ('me', '7f', 'aa', timestamp '2026-05-02', 52);
