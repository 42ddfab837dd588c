-- Which run is this?
insert or replace into run values ($run_id, $kind, $started_at, $ended_at, $exit_code, $summary)
