"""Open, load and ask the store. The questions stand in `.sql` files beside this one."""
