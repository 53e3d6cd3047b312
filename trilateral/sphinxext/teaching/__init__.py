"""What teaching adds to the book's pages."""
