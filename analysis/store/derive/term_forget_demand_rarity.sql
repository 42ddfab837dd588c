-- Forget how rare the demands are.
delete from demand_rarity
