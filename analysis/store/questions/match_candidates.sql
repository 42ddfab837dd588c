-- Which open adverts within the limits come nearest to a person by words ($said), themes ($themes) and what they ask ($facets, $values)?
-- Where $posting_ids is given, of these adverts, whatever the limits. A limit passes, fails, or is unknown where the advert does not speak of it: unknown is shown, never filtered out.
with spoken as (
    select word as term, count(*) as times
    from (select unnest(words_of($said)) as word)
    group by word
),
known as (
    select s.term, r.rarity, (1 + ln(s.times)) * r.rarity as weight, r.postings
    from spoken s
    join term_rarity r using (term)
    where r.postings > 1
),
chosen as (
    -- The rarest words first, as many as can be looked up in the time there is.
    select term, rarity, weight
    from known
    qualify sum(postings) over (order by postings, term rows unbounded preceding) <= $most_rows
),
said as (select sqrt(sum(weight ** 2)) as length from known),
graded as (select posting_id from facet where grade_scheme = $grade_scheme),
within as (
    -- With the least pay in the advert's own currency; null where none is asked, or none can be compared with it.
    select posting_number, themes, word_length, demand_length,
        coalesce($min_salary, list_extract($least_pay::double[], list_position($currencies::varchar[], currency))) as least_pay
    from matchable
    where $posting_ids is null and is_open
        and ($new_since is null or first_seen >= $new_since)
        and ($open_on is null or valid_through is null or valid_through >= $open_on)
        and ($country is null or countries = [] or list_contains(countries, $country))
        and ($workplace is null or workplace is null or workplace = $workplace)
        and ($sector is null or sector is null or sector = $sector)
        and ($scope is null or scope is null or scope = $scope)
        and (least_pay is null or salary_year is null or salary_year >= least_pay)
        and ($firm is null or lower(firm) = lower($firm))
        and ($families is null or list_contains($families::varchar[], title_family))
        and (
            -- A grade tells the step, whatever the level.
            (
                ($level_from is null or settled_level is null or settled_level + 2 * settled_error >= $level_from)
                and ($level_to is null or settled_level is null or settled_level - 2 * settled_error <= $level_to)
            ) or posting_id in (from graded)
        )
    union all
    select posting_number, themes, word_length, demand_length,
        coalesce($min_salary, list_extract($least_pay::double[], list_position($currencies::varchar[], currency))) as least_pay
    from matchable
    where posting_id in (select unnest($posting_ids::varchar[]))
),
worded as (
    select posting_number, sum(t.weight * c.rarity * c.weight) as fit
    from term t
    join chosen c using (term)
    group by posting_number
),
alike as (
    select w.posting_number, w.fit / nullif(i.word_length * s.length, 0) as fit
    from worded w
    join within i using (posting_number)
    cross join said s
),
by_words as (
    select posting_number, row_number() over (order by fit desc, posting_number) as place
    from (from alike order by fit desc, posting_number limit $most)
),
by_themes as (
    select posting_number, row_number() over (order by fit desc, posting_number) as place
    from (
        select posting_number, bit_count(themes & $themes::hugeint) / sqrt(bit_count(themes)) as fit
        from within
        where themes is not null and themes & $themes::hugeint <> 0
        order by fit desc, posting_number
        limit $most
    )
),
shown as (
    select r.facet, r.value, r.rarity
    from (select unnest($facets::varchar[]) as facet, unnest($values::varchar[]) as value) s
    join demand_rarity r on r.facet = s.facet and r.value is not distinct from s.value
    qualify sum(r.postings) over (order by r.postings, r.facet, r.value rows unbounded preceding) <= $most_rows
),
by_demands as (
    select posting_number, row_number() over (order by fit desc, posting_number) as place
    from (
        select d.posting_number, sum(s.rarity ** 2) / (any_value(w.demand_length) + 2) as fit
        from demand d
        join shown s on s.facet = d.facet and s.value is not distinct from d.value
        join within w using (posting_number)
        group by d.posting_number
        order by fit desc, d.posting_number
        limit $most
    )
),
fused as (
    -- Reciprocal rank fusion (Cormack, Clarke & Büttcher 2009), k = 60; themes are few and shared by many.
    select posting_number, sum(weight / (60 + place)) as fit
    from (
        select *, 1.0 as weight from by_words
        union all
        select *, 1.0 as weight from by_demands
        union all
        select *, 0.25 as weight from by_themes
    )
    group by posting_number
),
padded as (
    -- Where the limits leave few adverts, all of them are judged.
    from fused
    union all
    select posting_number, 0 as fit
    from (select posting_number from within anti join fused using (posting_number) order by posting_number limit $most)
),
best as (
    select posting_number, fit
    from padded
    order by fit desc, posting_number
    limit $most
)
select
    m.* exclude (themes, word_length, demand_length, first_seen, level_low, level_high), w.themes::varchar as themes,
    p.title, p.url, p.source, p.country, p.job_location, p.grade as board_grade, f.grade_scheme, f.grade_value,
    -- What stands where the grade is read, and all that is said around it: whose grade is it?
    substr(t.description_text, e.start_char + 1, 60) as graded, t.description_text as graded_text,
    -- Pay as the view `posting` tells it, which joins the texts too.
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
    coalesce(a.fit, 0) as words,
    {
        'country': limit_among($country, m.countries), 'workplace': limit_of($workplace, m.workplace),
        'sector': limit_of($sector, m.sector), 'scope': limit_of($scope, m.scope),
        'min_salary': case
            when $min_salary is null and $currencies::varchar[] is null then null
            when m.salary_year is null or w.least_pay is null then 'unknown'
            when m.salary_year >= w.least_pay then 'pass' else 'fail'
        end,
        'firm': limit_of(lower($firm), lower(m.firm))
    } as limits
from best b
join within w using (posting_number)
join matchable m using (posting_number)
join (
    select posting_id, title, url, source, country, job_location, grade,
        base_salary_min, base_salary_max, base_salary_currency, base_salary_unit,
        base_salary_origin <> 'predicted' and (base_salary_min is not null or base_salary_max is not null) as pays
    from posting_state
) p using (posting_id)
left join facet f using (posting_id)
left join posting_text t on t.posting_id = f.posting_id and f.grade_scheme = $grade_scheme
left join (
    select posting_id, min(start_char) as start_char from evidence where facet = 'grade' group by posting_id
) e on e.posting_id = t.posting_id
left join alike a using (posting_number)
order by b.fit desc, m.posting_id
