"""The steps of the chain, in the order of their names."""
