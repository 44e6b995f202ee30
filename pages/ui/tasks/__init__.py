"""What the screens of a task share.

the page of a task
reading.py    Desk: everything that one run shows, read in one look
head.py       what it is, whose, by when, how far, whose move
bar.py        what may I do now: the buttons
act.py        the form of a move, in their place
asks.py       the fields of each move; reports.py those of a report; asides.py what stands beside them
commands.py   from typed values to the command of core
moving.py     which form is open (in the address), handing it in
overview.py · reported.py · decisions.py · receipts.py · talk.py   the sections
feed.py       entries in a row, one message; days.py a day in a table

the form that drafts, issues and changes
sheet.py      Sheet: what it offers and the task it is about, read in one look
facts_form.py the fields; facts_rows.py its rows; rows.py rows that one adds and takes away
plain.py      facts as a form keeps them; typed.py from the fields and back
clash.py      two people changed the same: both versions field by field
"""
