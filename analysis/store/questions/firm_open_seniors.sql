-- Which senior roles of $firm are open on the day $open_on? One whose last day to apply is over is not. What was imported is closed by
-- nobody: published before $long_ago, without a last day to apply, it may be closed.
select p.posting_id, p.title, l.level, l.grade_like, p.date_posted, p.valid_through, p.first_seen::date as first_seen,
    coalesce(
        p.scope = 'import' and p.valid_through is null and coalesce(p.date_posted, p.first_seen::date) < $long_ago, false
    ) as may_be_closed, p.url
from posting_state p
join reading r using (posting_id)
left join level l using (posting_id)
where p.firm = $firm and p.is_open and coalesce(p.valid_through >= $open_on, true)
    and list_contains($seniors::varchar[], r.title_rank) and r.title_family <> 'other'
order by l.level desc
