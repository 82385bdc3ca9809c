"""`python -m so_cli`: for who has no `so` on the path."""

from so_cli.cli.app import main

if __name__ == "__main__":
    main()
