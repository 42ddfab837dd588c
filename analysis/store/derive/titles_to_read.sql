-- Which titles were never read (or are to be read anew)?
select distinct title from posting_version
where $anew or title not in (select title from title_read)
order by title
