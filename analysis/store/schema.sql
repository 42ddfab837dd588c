-- Which tables hold what is known? (Times are UTC.)

create table if not exists meta (
    key varchar primary key,          -- the name of a fact about this file
    value varchar not null            -- its value
);

-- GATHERED ------------------------------------------------------------------

-- One row a run of crawl or import.
create table if not exists run (
    run_id varchar primary key,       -- the run that brought it
    kind varchar not null,            -- crawl | import
    started_at timestamp not null,    -- when the run began
    ended_at timestamp,               -- when it ended; null: it was killed
    exit_code integer,                -- as the command returned it
    summary json                      -- requests, bytes, faults as the run log tells them
);

-- One row a board and run: what was asked and how whole the answer was.
create table if not exists snapshot (
    run_id varchar not null,
    source varchar not null,          -- the platform, 'greenhouse'; for imports the file's name
    board varchar not null,           -- the board's token on that platform; for imports the firm
    scope varchar not null,           -- what was asked: 'roles=pm', 'all', or the search text
    status varchar not null,          -- complete | partial | unchanged | failed | skipped
    seen_at timestamp not null,       -- when it was seen
    postings integer,                 -- adverts in scope in the answer
    listed integer,                   -- entries in the answer, in scope or not
    declared_total integer,           -- what the board says it has
    requests integer,                 -- asked of the network
    bytes bigint,                     -- received
    reason varchar,                   -- why not complete
    primary key (run_id, source, board, scope)
);

-- The current state of each advert.
create table if not exists posting_state (
    posting_id varchar primary key,   -- a hash of source, board and source_id
    source varchar not null,
    board varchar not null,
    source_id varchar not null,       -- the advert's id on its board
    firm varchar not null,            -- hiring_organization; where only case differs, the commonest spelling
    title varchar not null,           -- as published
    url varchar,                      -- where the advert stands
    date_posted date,                 -- the day the board says it was published
    valid_through date,               -- the last day to apply, where stated
    job_location struct(raw varchar, country varchar, region varchar, locality varchar)[], -- all places of work; country is ISO 3166-1 alpha-2
    country varchar,                  -- of the first place, else of where applicants may live, else of the board, ISO 3166-1 alpha-2
    countries varchar[],              -- all countries of the places and of where applicants may live (of "EMEA" those in it), else the board's; empty: not known
    job_location_type varchar,        -- on_site | hybrid | remote, as a field of the board
    employment_type varchar[],        -- schema.org: FULL_TIME, PART_TIME, CONTRACTOR, …
    base_salary_raw varchar,          -- pay as published
    base_salary_min decimal(18, 2),   -- never annualised
    base_salary_max decimal(18, 2),   -- never annualised
    base_salary_currency varchar,     -- ISO 4217
    base_salary_unit varchar,         -- HOUR | DAY | WEEK | MONTH | YEAR
    base_salary_origin varchar,       -- structured | text | predicted (an aggregator's guess)
    identifier varchar,               -- the employer's own requisition id
    internal_id varchar,              -- the platform's id of the role behind several adverts
    department varchar,               -- as published
    industry varchar,                 -- as published
    sector varchar,                   -- the employer's field, one of FACETS' values
    language varchar,                 -- of the text, ISO 639-1, where stated
    grade varchar,                    -- a pay grade as published: Band 7, GS-13
    scope varchar not null,           -- the scope it was last seen in
    content_hash varchar not null,    -- equal hashes are equal adverts
    first_seen timestamp not null,    -- when it was first seen
    last_seen timestamp not null,     -- when it was last seen
    absences integer not null default 0,  -- complete snapshots of its scope since last_seen
    closed_on timestamp,              -- when a second complete answer missed it, or its board had been gone for a month
    is_open boolean not null          -- not closed
);

-- The text, apart from the narrow table.
create table if not exists posting_text (
    posting_id varchar primary key,
    description_text varchar not null using compression zstd, -- plain text; every offset points into this
    text_hash varchar                 -- of the words alone: equal where only case, spacing and signs differ
);

-- Each version of an advert, oldest first; the posting as published, as JSON.
create table if not exists posting_version (
    posting_id varchar not null,
    content_hash varchar not null,
    run_id varchar not null,
    seen_at timestamp not null,       -- when this version was first seen
    title varchar not null,           -- as it was then
    posting json not null,            -- as published, without the description
    description varchar not null using compression zstd, -- as published
    description_text varchar using compression zstd, -- its plain text
    primary key (posting_id, content_hash, seen_at)
);

-- The life of an advert: seen, changed, missing, closed, reopened.
create table if not exists event (
    posting_id varchar not null,
    run_id varchar not null,
    kind varchar not null,            -- seen | changed | missing | closed | reopened
    happened_at timestamp not null,   -- when
    reason varchar,                   -- why
    primary key (posting_id, run_id, kind)
);

-- Records that did not become postings.
create table if not exists refused (
    run_id varchar not null,
    source varchar not null,
    board varchar not null,
    place varchar not null,           -- file and row, or the entry's id
    reason varchar not null,          -- what was wrong with it
    raw varchar                       -- the record as it came, cut; of a row that a later one repeats, its id
);

-- READ ----------------------------------------------------------------------

-- One row an advert that was read, with what it was read by.
create table if not exists reading (
    posting_id varchar primary key,
    content_hash varchar not null,
    reader varchar not null,          -- hash of lexicon and section model
    title_family varchar not null,    -- what the title claims to be: project_manager, programme_manager, …
    title_rank varchar not null,      -- assistant | plain | senior | lead | head, from the title alone
    cluster varchar                   -- near-duplicates share it: they count once
);

create table if not exists line_read (
    posting_id varchar not null,
    position integer not null,        -- of the line in the advert, from 0
    start_char integer not null,      -- offset into description_text
    end_char integer not null,        -- offset into description_text, after the last character
    section varchar not null,         -- heading | summary | responsibility | required | preferred | employer | offer | process
    is_boilerplate boolean not null default false -- repeats from job to job of the firm
);

-- One demand or duty.
create table if not exists statement (
    posting_id varchar not null,
    number integer not null,          -- from 0 within the advert
    position integer not null,        -- of its line
    start_char integer not null,
    end_char integer not null,
    section varchar not null,         -- responsibility | required | preferred
    is_boilerplate boolean not null default false, -- its line repeats from job to job of the firm
    theme_id integer                  -- null: in no theme
);

-- One row an advert, one column a facet (FACETS).
create table if not exists facet (
    posting_id varchar primary key,
    years_experience integer,         -- years of professional experience demanded, the least of its range
    years_managing integer,           -- the same, tied to managing projects
    budget_amount double,             -- the largest sum the holder manages or must have managed
    budget_currency varchar,          -- ISO 4217
    team_size integer,                -- the most people led
    line_management boolean,          -- manages people formally
    mentoring boolean,                -- coaches or trains colleagues
    scope varchar,                    -- project | programme | portfolio: the highest managed
    concurrent_projects boolean,      -- several projects at the same time
    stakeholder_level varchar,        -- team | management | executive | board: the highest dealt with
    external_clients boolean,         -- deals with paying clients
    budget_responsibility boolean,    -- owns or controls a budget
    business_case boolean,            -- owns business cases, benefits, strategy
    governance boolean,               -- sets up governance or standards for others
    risk boolean,                     -- owns risks or issues
    procurement boolean,              -- manages suppliers, contracts, tenders
    change boolean,                   -- leads organisational change
    regulated boolean,                -- works to a named regulation
    geographic_reach varchar,         -- local | national | international
    methods varchar[],                -- agile, prince2, …
    certifications struct(name varchar, need varchar)[], -- each required or preferred
    education_level varchar,          -- the lowest acceptable
    education_need varchar,           -- required | preferred
    tools varchar[],                  -- software named
    sector varchar,                   -- the employer's field as read from the text, one of FACETS' values
    travel_percent integer,           -- of the time
    travel boolean,                   -- travel is asked
    clearance boolean,                -- security clearance
    workplace varchar,                -- on_site | hybrid | remote, as read from the text
    employment_type varchar[],        -- as read from the text, in schema.org's words: FULL_TIME, PART_TIME, CONTRACTOR, …
    salary_min double,                -- pay as read from the text
    salary_max double,                -- pay as read from the text
    salary_currency varchar,          -- ISO 4217
    salary_unit varchar,              -- HOUR | DAY | WEEK | MONTH | YEAR
    grade_scheme varchar,             -- afc | civil_service | gs
    grade_value varchar               -- the grade within its scheme
);

-- What the level sees of an advert, blind to its title: where the text has the title, it was read without it.
create table if not exists blind (
    posting_id varchar primary key,
    measures double[] not null,       -- facets as numbers; null where the advert is silent
    asked varchar[] not null,         -- lines of demands and duties
    told varchar[] not null           -- the other lines, without what is offered
);

create table if not exists evidence (
    posting_id varchar not null,
    facet varchar not null,           -- the name of the facet
    start_char integer not null,
    end_char integer not null,
    rule varchar not null             -- the rule that read it
);

-- What each title that was ever met claims.
create table if not exists title_read (
    title varchar primary key,        -- as it was published
    title_family varchar not null,
    title_rank varchar not null
);

-- COMPARED ------------------------------------------------------------------

create table if not exists theme (
    theme_id integer primary key,     -- the theme, numbered
    name varchar not null,            -- what it is called
    terms varchar[],                  -- what distinguishes it
    typical varchar,                  -- a typical statement; null once its advert is forgotten
    adverts integer not null,         -- adverts that have it
    firms integer not null,           -- firms that have it
    stability double,                 -- per-cluster bootstrap Jaccard (Hennig 2007)
    firm_entropy double               -- 0 one firm, 1 spread evenly
);

create table if not exists level (
    posting_id varchar primary key,
    level double not null,            -- in standard deviations of the market
    level_low double not null,        -- 90 % interval
    level_high double not null,       -- upper end of the 90 % interval
    grade_like varchar                -- "afc 7-8a", where the store's grades allow it
);

-- Each level taken apart: contributions sum to the level.
create table if not exists level_part (
    posting_id varchar not null,
    part varchar not null,            -- a facet, the name of a theme, or 'words': all that its words tell beyond these
    contribution double not null      -- in the units of the level
);

create table if not exists title_level (
    firm varchar not null,            -- the employer
    title_family varchar not null,
    title_rank varchar not null,
    adverts integer not null,         -- distinct vacancies
    level double,                     -- demand, in standard deviations of the market
    level_low double,                 -- lower end of the 90 % interval
    level_high double,                -- upper end of the 90 % interval
    reliability double                -- 0..1: how much of the estimate is this firm's own
);

-- What is asked more of one rank than of another; firm is null for the market.
create table if not exists asked_more (
    firm varchar,                     -- the employer; null: the whole market
    title_family varchar not null,    -- project_manager | programme_manager | delivery_manager | product_manager
    kind varchar not null,            -- facet | theme
    name varchar not null,            -- the facet or theme that is asked
    senior_adverts integer,           -- adverts of seniors
    senior_share double,              -- share of them that ask it
    plain_adverts integer,            -- adverts of the plain title
    plain_share double,               -- share of them that ask it
    log_odds double,                  -- Monroe, Colaresi & Quinn 2008
    z double,                         -- log_odds over its standard error
    q double                          -- Benjamini-Hochberg
);

-- Models as they were estimated last: themes, level.
create table if not exists model (
    name varchar primary key,         -- themes | level
    version varchar not null,         -- of the reader whose facets and statements it was estimated on
    made_at timestamp not null,       -- when it was estimated
    adverts integer not null,         -- it was estimated on so many
    body json not null                -- its numbers, as JSON
);

-- MATCHED -------------------------------------------------------------------

-- Each advert in one narrow row: what hard limits and candidates need, so that a match scans little.
create table if not exists matchable (
    posting_number integer not null,  -- short name of the advert in `term` and `demand`; a changed advert may get another
    posting_id varchar not null,
    firm varchar not null,
    title_family varchar,
    title_rank varchar,
    countries varchar[],              -- where the work may be done, as in `posting_state`
    workplace varchar,                -- on_site | hybrid | remote, as the board says, else as read from the text
    sector varchar,                   -- the employer's field, as the board says, else as read from the text
    scope varchar,                    -- project | programme | portfolio: the highest managed
    stakeholder_level varchar,        -- team | management | executive | board: the highest dealt with
    salary_year double,               -- the highest pay stated, for a year, in its own currency; null too where its unit cannot be meant
    currency varchar,                 -- of salary_year
    budget_amount double,             -- the largest sum the holder manages or must have managed
    budget_currency varchar,          -- ISO 4217
    first_seen timestamp not null,    -- when the advert was first seen
    is_open boolean not null,         -- not closed
    valid_through date,               -- the last day to apply, where stated
    cluster varchar,                  -- near-duplicates share it: they count once
    themes hugeint,                   -- bit n is set where theme n (modulo 126) is asked
    word_length double,               -- of the vector of its weighed words, for cosines
    demand_length double,             -- of the vector of its weighed demands
    level double,                     -- the advert's own, in standard deviations of the market
    level_low double,                 -- lower end of its 90 % interval
    level_high double,                -- upper end of its 90 % interval
    settled_level double,             -- the level drawn toward what its firm asks of its title
    settled_error double              -- standard error of settled_level
);

-- One thing that an advert asks, one row each.
create table if not exists demand (
    posting_number integer not null,
    facet varchar not null,           -- what kind of thing is asked
    value varchar,                    -- what is asked, where it is a word; null for yes and for numbers
    amount double,                    -- how much is asked, where it is a number
    currency varchar,                 -- ISO 4217, of a sum
    is_wish boolean not null,         -- only wished for, never demanded
    start_char integer                -- where it first stands in the text
);

-- What of one advert any one will do of, one row each: certificates, or experience in place of the education asked.
-- A certificate that an advert with such a line also requires by itself is a choice of one.
create table if not exists demand_choice (
    posting_number integer not null,
    choice integer not null,          -- numbers the choices of all adverts that were looked through at once
    value varchar not null            -- what is left to choose: a certificate's name | experience
);

-- How rare is each thing asked? Numbers count by their facet alone.
create table if not exists demand_rarity (
    facet varchar not null,           -- what kind of thing is asked
    value varchar,                    -- what is asked, where it is a word; null for yes and for numbers
    postings integer not null,        -- adverts that ask it
    rarity float not null             -- logarithm of 1 + all adverts over those that ask it
);

-- One row a word and advert.
create table if not exists term (
    term varchar not null,            -- as `words_of` makes it
    posting_number integer not null,
    weight float not null             -- BM25 without the rarity of the word
);

create table if not exists term_rarity (
    term varchar not null,            -- as `words_of` makes it
    postings integer not null,        -- adverts that say it
    rarity float not null             -- BM25's inverse document frequency
);

-- What an advert says from one place to another, on one line.
create or replace macro statement_text(description_text, start_char, end_char) as regexp_replace(
    substr(description_text, start_char + 1, end_char - start_char), '\s*\n\s*', ' ', 'g'
);

-- Whether two ranges tell of one pay: they meet. An open end is where the other end is.
create or replace macro is_one_pay(low, high, other_low, other_high) as
    coalesce(low, high) <= coalesce(other_high, other_low) and coalesce(high, low) >= coalesce(other_low, other_high);

-- The words of a text, cut to their stems, so that "managed" and "management" meet.
create or replace macro words_of(said) as list_transform(
    regexp_extract_all(lower(said), '[a-z][a-z0-9+#&]{2,}'),
    lambda word: regexp_replace(
        word, '^(.{4,}?)(?:ements?|ments?|ations?|ions?|ings?|ers?|ors?|ied|ies|ed|es|s|e|y)$', '\1'
    )
);

-- What a limit says of what is offered: pass, fail, or unknown where the advert is silent; null where nothing is wished.
create or replace macro limit_of(wished, offered) as case
    when wished is null then null when offered is null then 'unknown' when wished = offered then 'pass' else 'fail'
end;
create or replace macro limit_among(wished, offered) as
    limit_of(wished, case when list_contains(offered, wished) then wished else offered[1] end);

create table if not exists digest_state (
    profile varchar not null,         -- a hash of the profile's name, nothing of its content
    form varchar not null,            -- markdown | html | atom: each is read in a place of its own
    posting_id varchar not null,
    content_hash varchar not null,
    told_at timestamp not null,       -- when the digest told it
    score double,                     -- of the match then
    primary key (profile, form, posting_id)
);
