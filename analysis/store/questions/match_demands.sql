-- What do the adverts of $numbers ask, one demand a row?
-- Years of managing projects are years: read from the same words, they are not asked a second time.
select d.posting_number, d.facet, d.value, d.amount, d.currency, d.is_wish
from demand d
where d.posting_number in (select unnest($numbers::integer[])) and not (
    d.facet = 'years_experience' and exists (
        from demand m
        where m.posting_number = d.posting_number and m.facet = 'years_managing' and m.amount = d.amount
            and m.start_char = d.start_char
    )
)
order by d.posting_number, d.facet, d.value
