-- Forget the words of numbers that `matchable` no longer holds: of adverts that are gone, or were read again.
delete from term where posting_number not in (select posting_number from matchable)
