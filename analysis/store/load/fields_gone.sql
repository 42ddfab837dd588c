-- Which fields, present in nearly all adverts of a board before, are missing from everything the run at hand brought?
with now as (
    select source, board, count(*) as adverts, count(url) as url, count(date_posted) as date_posted,
        count(nullif(len(job_location), 0)) as job_location, count(base_salary_raw) as base_salary,
        count(department) as department
    from arrived group by all
),
before as (
    select source, board, count(*) as adverts, count(url) as url, count(date_posted) as date_posted,
        count(nullif(len(job_location), 0)) as job_location, count(base_salary_raw) as base_salary,
        count(department) as department
    from posting_state where posting_id not in (select posting_id from arrived where kind = 'new') group by all
)
select n.source, n.board, n.field, n.adverts
from (unpivot now on url, date_posted, job_location, base_salary, department into name field value filled) n
join (unpivot before on url, date_posted, job_location, base_salary, department into name field value filled) b
    using (source, board, field)
where n.adverts >= 10 and b.adverts >= 10 and n.filled = 0 and b.filled >= 0.8 * b.adverts
order by all
