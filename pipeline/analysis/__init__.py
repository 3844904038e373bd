"""What a run adds up to: each analysis a function from ``claims_full`` to a frame."""
