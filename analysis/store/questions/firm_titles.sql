-- What level does each title of each firm (or of $firm) demand?
select firm, title_family, title_rank, adverts, level, level_low, level_high, reliability
from title_level
where $firm is null or firm = $firm
order by firm, title_family, level
