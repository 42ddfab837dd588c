-- What must be made anew since a match scans narrow rows of demands? All of it is derived: the next `nextrung analyze` does it.
drop table if exists matchable;
drop table if exists term;
drop table if exists term_rarity;
