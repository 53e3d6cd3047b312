"""What leaves the house: editions of the site side by side, and what the book is made of."""
