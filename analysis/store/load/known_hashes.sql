-- Which version of the adverts of the batch stands now?
select posting_id, content_hash from posting_state semi join batch_ids using (posting_id)
