-- What must change since every theme is one of `data/themes.toml`? Its kind says nothing any more.
alter table theme drop column if exists kind;
