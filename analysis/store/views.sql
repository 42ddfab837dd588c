-- Which views may analysts rely on? (INTERFACE promises them.) Columns that mean what they mean in the tables are not
-- explained again.

-- The current state of each advert. Pay is the board's own where it publishes any, else as read from the text; an
-- aggregator's guess is no pay. What the board leaves out, unit or currency, is the text's where it tells of the same
-- pay: its other sums are overtime, or the whole of a year that is worked in part.
--   description: its plain text
--   workplace: on_site | hybrid | remote, as the board says, else as read from the text
--   sector: the employer's field, as the board says, else as read from the text
create or replace view posting as
select
    p.posting_id, p.source, p.board, p.source_id, p.firm, p.title, t.description_text as description,
    case when p.url like 'http%://%' then p.url end as url,
    r.title_family, r.title_rank,
    case when p.pays then p.base_salary_min else f.salary_min end as base_salary_min,
    case when p.pays then p.base_salary_max else f.salary_max end as base_salary_max,
    coalesce(
        case when p.pays then p.base_salary_currency end,
        case when not p.pays or is_one_pay(p.base_salary_min, p.base_salary_max, f.salary_min, f.salary_max) then f.salary_currency end
    ) as base_salary_currency,
    coalesce(
        case when p.pays then p.base_salary_unit end,
        case when not p.pays or is_one_pay(p.base_salary_min, p.base_salary_max, f.salary_min, f.salary_max) then f.salary_unit end
    ) as base_salary_unit,
    p.country, p.countries, p.job_location, coalesce(p.job_location_type, f.workplace) as workplace,
    coalesce(p.sector, f.sector) as sector, p.grade,
    p.date_posted, p.valid_through, p.first_seen, p.last_seen, p.closed_on, p.is_open,
    p.identifier, p.content_hash,
    p.employment_type, p.department, p.industry, p.language, p.internal_id, p.base_salary_raw, p.base_salary_origin,
    p.job_location_type
from (
    select *, base_salary_origin <> 'predicted' and (base_salary_min is not null or base_salary_max is not null) as pays
    from posting_state
) p
join posting_text t using (posting_id)
left join reading r using (posting_id)
left join facet f using (posting_id);

-- One advert of each vacancy that was read, at the level of the vacancy: near-duplicates and reposts count once, at their
-- mean.
create or replace view vacancy as
select min(r.posting_id) as posting_id, p.firm, r.title_family, r.title_rank,
    avg(l.level) as level, avg(l.level_low) as level_low, avg(l.level_high) as level_high
from reading r
join posting_state p using (posting_id)
left join level l using (posting_id)
-- Grouped by all that questions narrow by: DuckDB narrows before it groups only where each column is a part.
group by p.firm, r.title_family, r.title_rank, coalesce(r.cluster, r.posting_id);

-- Each line of an advert, with its section and the theme of the first demand that stands in it or goes on in it.
--   text: the line as it stands in the plain text
--   theme_id: the theme, numbered; null: its demand is in no theme, or it holds none
create or replace view line as
select
    l.posting_id, l.position, substr(t.description_text, l.start_char + 1, l.end_char - l.start_char) as text,
    l.section, l.start_char, l.end_char, l.is_boilerplate, s.theme_id
from line_read l
join posting_text t using (posting_id)
left join (
    select l.posting_id, l.position, arg_min(s.theme_id, s.number) as theme_id
    from line_read l
    join statement s on s.posting_id = l.posting_id and s.start_char < l.end_char and s.end_char > l.start_char
    group by l.posting_id, l.position
) s using (posting_id, position);

-- Adverts for the same role, each pair once, with the reason. Ids are reused for other jobs, so that an id alone links
-- only where the titles are alike too.
--   other_id: the other advert of the pair
--   reason: requisition id | internal id | equal text
create or replace view same_role as
with alike as (
    select a.posting_id, b.posting_id as other_id, 'requisition id' as reason, a.title, b.title as other_title
    from posting_state a join posting_state b on lower(a.firm) = lower(b.firm) and a.identifier = b.identifier
    where a.posting_id < b.posting_id
    union all
    select a.posting_id, b.posting_id, 'internal id', a.title, b.title
    from posting_state a join posting_state b
        on a.source = b.source and a.board = b.board and a.internal_id = b.internal_id
    where a.posting_id < b.posting_id
)
select posting_id, other_id, reason from alike where jaro_winkler_similarity(lower(title), lower(other_title)) >= 0.85
union
select a.posting_id, b.posting_id, 'equal text'
from (select posting_id, firm, text_hash from posting_state join posting_text using (posting_id)) a
join (select posting_id, firm, text_hash from posting_state join posting_text using (posting_id)) b
    on lower(a.firm) = lower(b.firm) and a.text_hash = b.text_hash
where a.posting_id < b.posting_id;

-- Which lines were added to or dropped from an advert, from each version to the next?
--   change: added | dropped
--   line: the line
--   seen_at: when the later version was first seen
create or replace view line_change as
with version as (
    select posting_id, seen_at, coalesce(description_text, description) as text,
        row_number() over (partition by posting_id order by seen_at) as number
    from posting_version
),
line as (
    select distinct posting_id, number, trim(unnest(string_split(text, chr(10)))) as line from version
),
step as (
    select a.posting_id, a.number as before, b.number as after, b.seen_at
    from version a join version b on b.posting_id = a.posting_id and b.number = a.number + 1
)
select s.posting_id, 'added' as change, l.line, s.seen_at
from step s join line l on (l.posting_id, l.number) = (s.posting_id, s.after)
where l.line <> '' and not exists (select 1 from line o where (o.posting_id, o.number, o.line) = (s.posting_id, s.before, l.line))
union all
select s.posting_id, 'dropped', l.line, s.seen_at
from step s join line l on (l.posting_id, l.number) = (s.posting_id, s.before)
where l.line <> '' and not exists (select 1 from line o where (o.posting_id, o.number, o.line) = (s.posting_id, s.after, l.line));

-- Adverts whose title changed its level word: from one version of an advert to the next, or from the last advert under
-- a requisition to the next one. Ids are reused for other jobs, so half of the words must be the same.
--   later_id: the advert of the later title; the same one where its own title changed
--   title_before: the earlier title
--   title_after: the later title
--   rank_before: assistant | plain | senior | lead | head, of the earlier title
--   rank_after: the same, of the later title
--   seen_at: when the later title was first seen
--   link: same advert | same requisition
--   words_shared: share of the shorter text's words that the other has too
create or replace view relevelled as
with version as (
    select v.posting_id, v.content_hash, p.firm, v.title, v.seen_at, r.title_rank, p.identifier,
        row_number() over (partition by v.posting_id order by v.seen_at) as number
    from posting_version v
    join posting_state p using (posting_id)
    join title_read r on r.title = v.title
),
step as (
    select a as before, b as after, 'same advert' as link
    from version a join version b on a.posting_id = b.posting_id and b.number = a.number + 1
    union all
    select a, b, 'same requisition'
    from version a join version b on lower(a.firm) = lower(b.firm) and a.identifier = b.identifier
    where a.posting_id <> b.posting_id and a.seen_at < b.seen_at and b.number = 1
    qualify row_number() over (partition by b.posting_id order by a.seen_at desc, a.posting_id) = 1
),
-- Words are heavy: of those versions alone whose level word differs.
said as (
    select posting_id, content_hash, seen_at,
        list_distinct(string_split_regex(lower(coalesce(description_text, description)), '[^\pL\pN]+')) as words
    from posting_version
    semi join (
        select unnest([before.posting_id, after.posting_id]) as posting_id
        from step
        where before.title_rank <> after.title_rank
    ) using (posting_id)
),
pair as (
    select before.firm, before.posting_id, after.posting_id as later_id, before.title as title_before,
        after.title as title_after, before.title_rank as rank_before, after.title_rank as rank_after, after.seen_at, link,
        len(list_intersect(b.words, a.words)) / nullif(least(len(b.words), len(a.words)), 0) as words_shared
    from step
    join said b on (b.posting_id, b.content_hash, b.seen_at) = (before.posting_id, before.content_hash, before.seen_at)
    join said a on (a.posting_id, a.content_hash, a.seen_at) = (after.posting_id, after.content_hash, after.seen_at)
    where before.title_rank <> after.title_rank
)
select * from pair where words_shared >= 0.5;
