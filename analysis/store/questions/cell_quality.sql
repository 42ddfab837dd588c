-- Of how many titles at firms are there adverts enough for a verdict?
select avg((adverts >= 3 and reliability >= 0.5)::int) as solid, coalesce(sum(adverts), 0) as adverts, count(distinct firm) as firms
from title_level
