# `just` runs what CI runs on one Python. Nothing needs just: each recipe is a command of .venv/bin.

bin := ".venv/bin"

# All checks: pytest, which also runs ruff, mypy and import-linter
check *args: venv
    {{bin}}/pytest {{args}}

# The environment of the checks
venv:
    test -x {{bin}}/pytest || (python3 -m venv .venv && {{bin}}/pip install -e '.[test]')

# Mend what ruff can mend
fix: venv
    {{bin}}/ruff check --fix .
    {{bin}}/ruff format .

# Rewrite the golden reports; read the diff before you commit it
golden: venv
    {{bin}}/pytest --update-golden tests

# The whole gate: both README commands, the wheel, every Python that is here
ci:
    .ci/run

# The documentation in a browser, made anew while it is written
docs: venv
    {{bin}}/mkdocs serve

# sdist and wheel into dist/
dist: venv
    {{bin}}/python -m build
