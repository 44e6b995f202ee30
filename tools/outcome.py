"""How commands end, and how they print for programs.

Exit codes: 0 well; 1 something was found wrong (verify, doctor, test, jobs); 2 the command line is wrong;
3 refused, with one sentence, and nothing was changed; 4 the environment could not be prepared; 130 Ctrl-C.
"""

import json
import sys
from enum import IntEnum
from typing import Any

# Scripts parse --json: it is always in English.
JSON_LANGUAGE = "en"


class Exit(IntEnum):
    WELL = 0
    FOUND_WRONG = 1
    USAGE = 2
    REFUSED = 3
    UNPREPARED = 4
    INTERRUPTED = 130


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def complain(sentence: object) -> None:
    print(sentence, file=sys.stderr)
