"""`python -m analysis.cli` is `nextrung`."""

from analysis.cli.root import main

if __name__ == "__main__":
    main()
