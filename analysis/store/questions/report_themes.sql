-- Which themes are there, how common, and how often asked of seniors and of others?
select
    t.theme_id, t.name, t.adverts, t.firms, t.stability, t.firm_entropy,
    a.senior_share, a.senior_adverts, a.plain_share, a.plain_adverts, a.q
from theme t
left join asked_more a on a.firm is null and a.kind = 'theme' and a.name = t.name and a.title_family = 'project_manager'
where t.adverts > 0
order by t.adverts desc, t.theme_id
