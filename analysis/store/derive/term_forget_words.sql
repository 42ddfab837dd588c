-- Forget all words.
delete from term
