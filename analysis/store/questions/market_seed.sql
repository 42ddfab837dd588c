-- Of which seed is the invented market of this store? No row where it holds real adverts.
select value from meta where key = 'market_seed'
