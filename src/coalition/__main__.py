"""``python -m coalition`` is the command ``coalition``."""

from coalition.cli.process import run

if __name__ == "__main__":
    run()
