-- Which open adverts within the limits come nearest to a person by words ($said) and by themes ($themes)?
-- A limit that an advert does not speak of is passed: unknown is shown, not filtered out.
with spoken as (
    select word as term, count(*) as times
    from (select unnest(words_of($said)) as word)
    group by word
),
chosen as (
    select s.term, r.rarity
    from spoken s
    join term_rarity r using (term)
    where r.postings > 1
    order by r.rarity * ln(1 + s.times) desc, s.term
    limit 40
),
within as (
    select posting_number, posting_id, themes
    from matchable
    where is_open
        and ($country is null or country is null or country = $country)
        and ($workplace is null or workplace is null or workplace = $workplace)
        and ($sector is null or sector is null or sector = $sector)
        and ($scope is null or scope is null or scope = $scope)
        and ($firm is null or lower(firm) = lower($firm))
        and ($families is null or posting_id in (select posting_id from reading where title_family in (select unnest($families::varchar[]))))
        and ($min_salary is null or salary_year is null or salary_year >= $min_salary)
        and ($new_since is null or first_seen >= $new_since)
        and ($level_from is null or level_high is null or level_high >= $level_from)
        and ($level_to is null or level_low is null or level_low <= $level_to)
),
worded as (
    select posting_number, sum(t.weight * c.rarity) as fit
    from term t
    join chosen c using (term)
    group by posting_number
),
by_words as (
    select posting_number, row_number() over (order by fit desc, posting_number) as place
    from (select w.* from worded w semi join within using (posting_number) order by fit desc, posting_number limit $most)
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
fused as (
    -- Reciprocal rank fusion (Cormack, Clarke & Büttcher 2009), k = 60.
    select posting_number, sum(1 / (60 + place)) as fit
    from (from by_words union all from by_themes)
    group by posting_number
),
padded as (
    -- Where the limits leave few adverts, all of them are judged.
    from fused
    union all
    select posting_number, 0 as fit
    from (select posting_number from within anti join fused using (posting_number) order by posting_number limit $most)
)
select w.posting_id, max(p.fit) as fit
from padded p
join within w using (posting_number)
group by w.posting_id
order by fit desc, w.posting_id
limit $most
