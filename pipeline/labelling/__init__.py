"""Labels for the stance classifier: what to label next, label rows, exchange and agreement."""
