-- Forget how rare the words are.
delete from term_rarity
