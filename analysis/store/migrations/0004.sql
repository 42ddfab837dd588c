-- What must change since a run's summary is kept as the object that it is, and no longer as the text of one?
update run set summary = (summary ->> '$')::json where json_type(summary) = 'VARCHAR';
