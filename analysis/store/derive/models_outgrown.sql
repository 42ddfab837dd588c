-- Must themes and levels be estimated anew: none yet, another reader, or a store that has outgrown them?
select count(*) < 2 or bool_or(version <> $version or $outgrown * adverts < (select count(*) from reading)) as anew
from model where name in ('themes', 'level')
