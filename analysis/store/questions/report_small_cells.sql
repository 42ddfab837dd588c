-- How many firm and title pairs have too few vacancies for a verdict?
select count(*) as cells from title_level where adverts < 3
