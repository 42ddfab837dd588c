"""How fast, how large, how much slower than a peer: figures of one run on one machine, to compare with each other."""
