"""What leaves the house: paper, e-book, a folder for a host, editions side by side, and what the book is made of."""
