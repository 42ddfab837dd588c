"""Gather: reads job boards, writes postings to a spool. Knows nothing of the store or of the analysis."""
