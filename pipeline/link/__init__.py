"""DOCUMENTS and ANNOTATIONS to MENTIONS: who and what is mentioned, and which side it belongs to."""
