-- What must a crawl know beforehand of each advert, as a line of JSON?
select to_json({
    'source': source, 'board': board, 'source_id': source_id, 'scope': scope, 'content_hash': content_hash,
    'title': title, 'is_open': is_open
})
from posting_state
order by source, board, source_id
