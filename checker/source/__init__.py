"""The comparison with the French: what each sentence of the original says against its translation."""
