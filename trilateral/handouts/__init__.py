"""What a class is given: notebooks, grading, the classroom's archive; made from finished pages."""
