"""Writing provisions out for other programs: Word, spreadsheets, reference managers, JSON."""
