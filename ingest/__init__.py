"""Files of many formats become documents, provisions, passages and citations."""
