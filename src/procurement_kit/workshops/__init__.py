"""A training room: its codes, its pace, and what may be said of everybody together."""
