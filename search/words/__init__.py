"""Words: what counts as the same word in every language, and which words an index has."""
