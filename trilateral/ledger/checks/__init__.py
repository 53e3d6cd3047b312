"""The checks, one module a group of claims; :func:`trilateral.ledger.checking.checks` finds them all."""
