-- What are senior project managers asked more, or less, often than project managers, over all firms?
select
    kind, if(name = 'business_case', 'Strategy or business cases', upper(name[1]) || replace(name[2:], '_', ' ')) || if(kind = 'theme', ' (theme)', '') as name,
    senior_share, plain_share, senior_adverts, plain_adverts, log_odds, z, q
from asked_more
where firm is null and title_family = 'project_manager' and q <= $q_at_most
order by abs(z) desc
limit 24
