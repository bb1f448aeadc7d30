"""Pages for a browser: one article or several with their findings, and the index of many."""
