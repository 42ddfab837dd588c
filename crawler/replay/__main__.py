"""`python -m crawler.replay --out boards.csv` serves the sample market."""

from crawler.replay.server import main

main()
