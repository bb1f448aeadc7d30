"""The desk: a page on which an editor corrects an article, and the JSON API beneath it.

Nothing is stored: each request brings the text that it is about.
"""
