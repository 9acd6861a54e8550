"""Words for people in other languages: what is translated, and how content is read in them."""
