"""Tables to a story: one self-contained page, and the same brief as Markdown."""
