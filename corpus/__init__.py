"""The knowledge base itself: records, identifiers, areas, store, access, register."""
