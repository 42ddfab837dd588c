-- Forget all demands.
delete from demand
