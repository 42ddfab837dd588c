-- Forget the choices of certificates of numbers that `matchable` no longer holds.
delete from demand_choice where posting_number not in (select posting_number from matchable)
