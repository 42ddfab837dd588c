-- What must change since an advert's last day stands in its narrow row? Stores of one version 3 never got the column; the
-- next load fills it.
alter table if exists matchable add column if not exists valid_through date;
