"""Articles cut into blocks, sentences and tokens: ARTICLES to DOCUMENTS.

The way in is :func:`pipeline.segment.documents.segment_articles`.
"""
