"""One file a source: attributes say where a board is, one pure `parse` says how to read its reply."""
