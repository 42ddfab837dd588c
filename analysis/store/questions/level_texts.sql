-- What do the adverts $posting_ids say of the work and of the person, without pay and lines that a firm repeats?
select l.posting_id, string_agg(substr(t.description_text, l.start_char + 1, l.end_char - l.start_char), chr(10) order by l.position) as text
from line_read l
join posting_text t using (posting_id)
where l.section <> 'offer' and not l.is_boilerplate
    and ($posting_ids is null or l.posting_id in (select unnest($posting_ids::varchar[])))
group by l.posting_id
order by l.posting_id
