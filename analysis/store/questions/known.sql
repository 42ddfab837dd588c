-- What must a crawl know beforehand of each advert?
select source, board, source_id, scope, content_hash, title, is_open from posting_state order by all
