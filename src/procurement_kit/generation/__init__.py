"""Makes the files of all documents of one procurement; ``making`` is the way in."""
