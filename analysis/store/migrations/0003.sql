-- What must change since an advert keeps all countries where its work may be done?
alter table posting_state add column countries varchar[];
update posting_state set countries = list_distinct([country]);
update posting_state p
set country = v.named[1], countries = list_sort(list_distinct(v.named))
from (
    select posting_id, content_hash, list_filter(
        list_concat(
            json_extract_string(posting, '$.job_location[*].country'),
            json_extract_string(posting, '$.applicant_location_requirements[*].country')
        ),
        lambda country: country is not null
    ) as named
    from posting_version
) v
where (v.posting_id, v.content_hash) = (p.posting_id, p.content_hash) and v.named <> [];

-- Derived: made again by the next `nextrung analyze`.
drop table if exists matchable;
