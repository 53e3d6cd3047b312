"""Teaching units on pages: their card, exercises with folded hints and solutions, the self-test, links to claims."""


def register(app) -> None:
    """Make directives, the role and the nodes known."""
    from trilateral.sphinxext.teaching import (
        card,
        claim_ref,
        exercises,
        live_mark,
        markup,
        numbering,
        self_test,
        slide,
    )

    for part in (markup, card, exercises, numbering, self_test, claim_ref, live_mark, slide):
        part.register(app)
