"""Lexicons: files under ``data/`` as validated, frozen values."""
