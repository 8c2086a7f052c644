/** The log's schema, as steps that are never changed once released; changes are added as a new step at the end. */

export const migrations: readonly string[] = [
  // 1: the first version of the log. AUTOINCREMENT, so that ids always grow and give the order whatever the clock does.
  `
  CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    press_id TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    settled_at INTEGER,
    state TEXT NOT NULL,
    cause TEXT,
    account_id TEXT NOT NULL,
    account_name TEXT NOT NULL,
    account_kind TEXT NOT NULL,
    preset_id TEXT,
    preset_name TEXT,
    list TEXT NOT NULL,
    template TEXT NOT NULL,
    customer_key TEXT NOT NULL,
    format INTEGER NOT NULL,
    campaign_name TEXT NOT NULL,
    respect_optout INTEGER NOT NULL,
    snapshot INTEGER NOT NULL,
    method TEXT NOT NULL,
    url TEXT NOT NULL,
    request_headers TEXT NOT NULL,
    status INTEGER,
    answer_headers TEXT NOT NULL DEFAULT '[]',
    answer_body BLOB,
    answer_truncated INTEGER NOT NULL DEFAULT 0,
    error_text TEXT NOT NULL DEFAULT '',
    hint TEXT NOT NULL DEFAULT '',
    sentence TEXT NOT NULL DEFAULT '',
    duration_ms INTEGER
  ) STRICT;
  CREATE INDEX entry_by_state ON entry (state, id);
  CREATE INDEX entry_by_preset ON entry (preset_id, id);
  CREATE INDEX entry_by_message ON entry (list, template, id);
  `,
  // 2: how outcomes were resolved, and an index for earlier sends of a message.
  `
  CREATE TABLE settlement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id INTEGER NOT NULL REFERENCES entry (id),
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    outcome TEXT NOT NULL,
    sentence TEXT NOT NULL,
    note TEXT NOT NULL
  ) STRICT;
  ALTER TABLE entry ADD COLUMN realm TEXT;
  CREATE INDEX settlement_by_entry ON settlement (entry_id, id);
  CREATE INDEX entry_by_recipient ON entry (account_id, customer_key, list, template, id);
  `,
  // 3: changes, so that a reader can follow them; indexes for customer keys and times; bodies that are removed after a while. The
  // first change stands for the log itself: by its random mark a reader recognizes this log.
  `
  CREATE TABLE change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id INTEGER NOT NULL,
    mark INTEGER NOT NULL
  ) STRICT;
  INSERT INTO change (entry_id, mark) VALUES (0, random() & 4503599627370495);
  ALTER TABLE entry ADD COLUMN body_removed_at INTEGER;
  CREATE INDEX entry_by_key ON entry (customer_key COLLATE NOCASE, id);
  CREATE INDEX entry_by_time ON entry (at);
  CREATE TRIGGER entry_written AFTER INSERT ON entry BEGIN
    INSERT INTO change (entry_id, mark) VALUES (new.id, random() & 4503599627370495);
  END;
  CREATE TRIGGER entry_changed AFTER UPDATE ON entry BEGIN
    INSERT INTO change (entry_id, mark) VALUES (new.id, random() & 4503599627370495);
  END;
  CREATE TRIGGER entry_removed AFTER DELETE ON entry BEGIN
    INSERT INTO change (entry_id, mark) VALUES (old.id, random() & 4503599627370495);
  END;
  `,
  // 4: commands other than the one by customer key: how the contact is named, and the request body.
  `
  ALTER TABLE entry ADD COLUMN command TEXT NOT NULL DEFAULT 'customerKey';
  ALTER TABLE entry ADD COLUMN recipient TEXT NOT NULL DEFAULT 'customerKey';
  ALTER TABLE entry ADD COLUMN first_name TEXT NOT NULL DEFAULT '';
  ALTER TABLE entry ADD COLUMN request_body TEXT;
  ALTER TABLE entry ADD COLUMN contact TEXT NOT NULL DEFAULT '';
  `,
  // 5: fingerprints, which find earlier sends of a message by every name of its contact: see entry-fingerprints.ts.
  `
  CREATE TABLE message_mark (
    mark INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    PRIMARY KEY (mark, entry_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX message_mark_by_entry ON message_mark (entry_id);
  CREATE TRIGGER entry_unmarked AFTER DELETE ON entry BEGIN
    DELETE FROM message_mark WHERE entry_id = old.id;
  END;
  `,
  // 6: no change of tables: names are folded in another way, so the newest entries get new fingerprints.
  '',
  // 7: a mark that tells this log from any other, for the ledger that follows it: see ledger/follow-log.ts.
  `
  CREATE TABLE log_mark (mark TEXT NOT NULL) STRICT;
  `,
];

/** The step after which the entries of an older log get their fingerprints, in the same transaction. */
export const fingerprintsSince = 6;
