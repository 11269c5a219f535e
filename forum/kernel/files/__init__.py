"""Files that people bring: judged by what is in them, stored under their SHA-256.

``stored``    where files are kept: on disk, or in an S3-compatible store
``receiving`` a file from a form becomes a ``Received``: judged, cleaned, stored
``opening``   runs ``inside`` in a process of its own, with little memory, time and rights
``inside``    opens hostile bytes; nothing of it runs in the process that answers requests
``names``     what a file may be called
"""
