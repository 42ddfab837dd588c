-- Forget the demands of numbers that `matchable` no longer holds: of adverts that are gone, or were read again.
delete from demand where posting_number not in (select posting_number from matchable)
