"""What leaves the house: the book on paper, as an e-book, and as a folder for a static host."""
