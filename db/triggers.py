"""What the database itself refuses: edits of the history and of published bulletins, and two exclusive
holds at one time."""

HOLD_ALONE = """create trigger holds_alone_EVENT before EVENT on holds
    when new.exclusive and new.released_at is null and exists (
        select 1 from holds h where h.subject = new.subject and h.subject_id = new.subject_id
        and h.exclusive and h.released_at is null and h.id is not new.id
        and h.starts_at < new.ends_at and new.starts_at < h.ends_at)
    begin select raise(abort, 'already taken'); end"""

SQLITE = [
    """create trigger events_no_update before update on events
       begin select raise(abort, 'the history is append-only'); end""",
    """create trigger events_no_delete before delete on events
       begin select raise(abort, 'the history is append-only'); end""",
    HOLD_ALONE.replace("EVENT", "insert"),
    HOLD_ALONE.replace("EVENT", "update"),
]

POSTGRES = [
    """create function history_is_append_only() returns trigger language plpgsql as $$
       begin raise exception 'the history is append-only'; end $$""",
    """create trigger events_no_update before update or delete on events
       for each row execute function history_is_append_only()""",
    """create trigger events_no_truncate before truncate on events
       for each statement execute function history_is_append_only()""",
    """create function holds_alone() returns trigger language plpgsql as $$
       begin
         if new.exclusive and new.released_at is null then
           perform pg_advisory_xact_lock(hashtext('hold:' || new.subject), new.subject_id);
           if exists (select 1 from holds h where h.subject = new.subject and h.subject_id = new.subject_id
             and h.exclusive and h.released_at is null and h.id is distinct from new.id
             and h.starts_at < new.ends_at and new.starts_at < h.ends_at) then
             raise exception using errcode = 'exclusion_violation', message = 'already taken';
           end if;
         end if;
         return new;
       end $$""",
    """create trigger holds_alone before insert or update on holds
       for each row execute function holds_alone()""",
]

DROP_POSTGRES = [
    "drop trigger holds_alone on holds",
    "drop function holds_alone()",
    "drop trigger events_no_truncate on events",
    "drop trigger events_no_update on events",
    "drop function history_is_append_only()",
]
DROP_SQLITE = [
    "drop trigger holds_alone_update",
    "drop trigger holds_alone_insert",
    "drop trigger events_no_delete",
    "drop trigger events_no_update",
]

BULLETINS_SQLITE = [
    """create trigger bulletins_frozen_update before update on bulletins when old.state = 'published'
       begin select raise(abort, 'a published bulletin is never altered'); end""",
    """create trigger bulletins_frozen_delete before delete on bulletins when old.state = 'published'
       begin select raise(abort, 'a published bulletin is never altered'); end""",
]
BULLETINS_POSTGRES = [
    """create function bulletins_stay() returns trigger language plpgsql as $$
       begin raise exception 'a published bulletin is never altered'; end $$""",
    """create trigger bulletins_frozen before update or delete on bulletins
       for each row when (old.state = 'published') execute function bulletins_stay()""",
    """create trigger bulletins_no_truncate before truncate on bulletins
       for each statement execute function bulletins_stay()""",
]
DROP_BULLETINS_SQLITE = [
    "drop trigger bulletins_frozen_delete",
    "drop trigger bulletins_frozen_update",
]
DROP_BULLETINS_POSTGRES = [
    "drop trigger bulletins_no_truncate on bulletins",
    "drop trigger bulletins_frozen on bulletins",
    "drop function bulletins_stay()",
]
