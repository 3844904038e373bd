"""A finished run in Python: its tables as frames, SQL over them, and articles with their claims shown."""
