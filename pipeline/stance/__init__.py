"""CLAIMS to STANCES: whether a claim supports, criticises or stays neutral toward a side."""
