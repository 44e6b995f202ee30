"""What the screens of a task share.

reading.py    Desk: everything that one run of the task page shows, read in one look
head.py       what it is, whose, by when, how far, whose move
bar.py        what may I do now: the buttons
act.py        the form of a move, in their place
asks.py       the fields of each move; reports.py those of a report; asides.py what stands beside them
commands.py   from typed values to the command of core
moving.py     which form is open (in the address), handing it in
rows.py       rows that one adds and takes away
sections.py   facts, parts, steps, reports, files, decisions, receipts, conversation, timeline
feed.py       entries in a row, one message
"""
