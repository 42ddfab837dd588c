-- What level has each title at each firm, with at least $fewest adverts?
select firm, title_family, title_rank, adverts, level, level_low, level_high
from title_level
where level is not null and adverts >= $fewest and title_family <> 'other' and ($firm is null or lower(firm) = lower($firm))
order by level desc, firm
