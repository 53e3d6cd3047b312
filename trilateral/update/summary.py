"""A proposal in plain words: for the terminal, as Markdown for a pull request, as JSON for machines."""
