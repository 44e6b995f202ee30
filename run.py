"""The one launcher of Luoshi: `python3 run.py --help`.

Uses nothing but the standard library, and nothing newer than Python 3.0 in this file, so that an old
Python says in one sentence what is wrong instead of failing on the syntax.
"""

import sys

FOUND = tuple(sys.version_info[:2])

if FOUND < (3, 11) or FOUND > (3, 13):
    number = str(FOUND[0]) + "." + str(FOUND[1])
    sys.stderr.write("Luoshi needs Python 3.11, 3.12 or 3.13; this is Python " + number + ".\n")
    sys.exit(4)

from tools.launch import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
