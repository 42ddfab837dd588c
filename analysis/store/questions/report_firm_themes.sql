-- In how many of its project and programme manager adverts does each firm ask for each theme? Near-duplicates and reposts
-- count once.
select p.firm, s.theme_id, count(distinct coalesce(r.cluster, p.posting_id)) as adverts
from statement s
join reading r using (posting_id)
join posting_state p using (posting_id)
where s.theme_id is not null and r.title_family in ('project_manager', 'programme_manager')
group by p.firm, s.theme_id
