"""Keeping the office safe by itself: timed jobs, backups, restoring, verifying.

* jobs       `jobs.start()` and `jobs.stop()` belong into the lifespan of app.py; a feature adds its own
             timed job with `jobs.register(TimedJob(...))` at import
* backup     one file with the database, the files and their hashes; `restore` puts it into an empty place
* verify     the history chain, the database and the files against what they should be
* drives     whether a folder lies on a network drive, where SQLite may not live
"""
