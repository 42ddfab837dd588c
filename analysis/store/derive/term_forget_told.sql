-- Forget how levels follow from facets.
delete from meta where starts_with(key, 'told_')
