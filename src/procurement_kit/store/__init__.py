"""The only SQL of the program: projects as append-only events, and the built licence data."""
