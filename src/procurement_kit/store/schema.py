"""The tables, as migrations that are each applied once; what is released is never edited here."""

from sqlite_utils import Database, Migrations

from procurement_kit.store.errors import StorageError

migrations = Migrations("procurement_kit")

TABLES = (
    "CREATE TABLE content (hash TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE project (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, content_hash TEXT NOT NULL,
        created TEXT NOT NULL, updated TEXT NOT NULL, used TEXT NOT NULL) STRICT""",
    """CREATE TABLE event (
        project TEXT NOT NULL REFERENCES project ON DELETE CASCADE, number INTEGER NOT NULL,
        subject TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
        at TEXT NOT NULL, by TEXT NOT NULL, PRIMARY KEY (project, number)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX event_subject ON event (project, subject, number)",
    """CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'events are append-only'); END""",
    """CREATE TABLE answer (
        project TEXT NOT NULL REFERENCES project ON DELETE CASCADE, subject TEXT NOT NULL,
        value TEXT NOT NULL, event INTEGER NOT NULL,
        PRIMARY KEY (project, subject)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE link (
        token_hash TEXT PRIMARY KEY, project TEXT NOT NULL REFERENCES project ON DELETE CASCADE,
        role TEXT NOT NULL, created TEXT NOT NULL, expires TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX link_project ON link (project)",
    """CREATE TABLE grant_ (
        session TEXT NOT NULL, project TEXT NOT NULL REFERENCES project ON DELETE CASCADE,
        role TEXT NOT NULL, PRIMARY KEY (session, project)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX grant_project ON grant_ (project)",
)


@migrations()
def m001_projects(database: Database) -> None:
    """Projects with their events and values, contents, links and grants."""
    for statement in TABLES:
        database.execute(statement)


@migrations()
def m002_notes(database: Database) -> None:
    """Notes are events and values like answers; a program that does not know them keeps out."""
    database.execute("CREATE INDEX answer_note ON answer (project) WHERE subject GLOB 'note:*'")


@migrations()
def m003_named_links(database: Database) -> None:
    """Links have a name for the history; a browser knows by which one it came."""
    for table, column in (("link", "label"), ("grant_", "link"), ("event", "via")):
        database.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")


@migrations()
def m004_reminders(database: Database) -> None:
    """At most one reminder of each project, gone with it."""
    database.execute("""CREATE TABLE reminder (
        project TEXT PRIMARY KEY REFERENCES project ON DELETE CASCADE,
        address TEXT NOT NULL, day TEXT NOT NULL) STRICT, WITHOUT ROWID""")


WORKSHOP_TABLES = (
    """CREATE TABLE workshop (
        id TEXT PRIMARY KEY, terms TEXT NOT NULL, content_hash TEXT NOT NULL,
        code TEXT UNIQUE, state TEXT NOT NULL, created TEXT NOT NULL, expires TEXT NOT NULL,
        change INTEGER NOT NULL, screen TEXT NOT NULL, salt TEXT NOT NULL,
        trainer_hash TEXT NOT NULL UNIQUE) STRICT""",
    """CREATE TABLE trainer (
        session TEXT NOT NULL, workshop TEXT NOT NULL REFERENCES workshop ON DELETE CASCADE,
        PRIMARY KEY (session, workshop)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE seat (
        project TEXT PRIMARY KEY REFERENCES project ON DELETE CASCADE,
        workshop TEXT NOT NULL REFERENCES workshop ON DELETE CASCADE, number INTEGER NOT NULL,
        name TEXT NOT NULL, people INTEGER NOT NULL, is_shared INTEGER NOT NULL,
        revision INTEGER NOT NULL, progress TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE UNIQUE INDEX seat_workshop ON seat (workshop, number)",
    """CREATE TABLE seat_return (
        code_hash TEXT PRIMARY KEY, project TEXT NOT NULL REFERENCES seat ON DELETE CASCADE)
        STRICT, WITHOUT ROWID""",
    """CREATE TABLE workshop_message (
        workshop TEXT NOT NULL REFERENCES workshop ON DELETE CASCADE, at TEXT NOT NULL,
        stage TEXT NOT NULL, text TEXT NOT NULL) STRICT""",
    "CREATE INDEX workshop_message_workshop ON workshop_message (workshop, at)",
    """CREATE TABLE workshop_feedback (
        workshop TEXT NOT NULL REFERENCES workshop ON DELETE CASCADE, by TEXT NOT NULL,
        given TEXT NOT NULL, PRIMARY KEY (workshop, by)) STRICT, WITHOUT ROWID""",
    "CREATE TABLE failed_code (address TEXT NOT NULL, at TEXT NOT NULL) STRICT",
    "CREATE INDEX failed_code_at ON failed_code (at)",
)


@migrations()
def m005_workshops(database: Database) -> None:
    """Workshops, who leads them, the copies of their participants, and failed codes."""
    for statement in WORKSHOP_TABLES:
        database.execute(statement)


def migrate(database: Database) -> None:
    """Bring *database* up to date inside the caller's transaction; refuse a newer one."""
    known = {migration.name for migration in migrations.pending(Database(memory=True))}
    if any(applied.name not in known for applied in migrations.applied(database)):
        raise StorageError("database_newer")
    migrations.apply(database)
