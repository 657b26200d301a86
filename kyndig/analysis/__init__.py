"""The calculations: frames and values in, frames and values out.

Nothing here knows of Django, a database or the clock; one text runs on every engine that Narwhals knows.
"""
