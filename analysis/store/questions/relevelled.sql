-- Which adverts changed the level word of their title: between two versions of one advert, or from one to the next
-- under the same requisition? Ids are reused for other jobs, so half of the words must be the same.
with version as (
    select v.posting_id, p.firm, v.title, v.seen_at, r.title_rank, r.title_family, p.identifier,
        list_distinct(string_split_regex(lower(coalesce(v.description_text, v.description)), '[^\pL\pN]+')) as words
    from posting_version v
    join posting_state p using (posting_id)
    join title_read r on r.title = v.title
),
pair as (
    select a.firm, a.posting_id, b.posting_id as later_id, a.title as title_before, b.title as title_after,
        a.title_rank as rank_before, b.title_rank as rank_after, b.seen_at,
        case when a.posting_id = b.posting_id then 'same advert' else 'same requisition' end as link,
        len(list_intersect(a.words, b.words)) / nullif(least(len(a.words), len(b.words)), 0) as words_shared
    from version a
    join version b on a.firm = b.firm and a.seen_at < b.seen_at and a.title_rank <> b.title_rank
        and (a.posting_id = b.posting_id or a.identifier = b.identifier)
)
select * from pair where words_shared >= 0.5 order by seen_at, posting_id
