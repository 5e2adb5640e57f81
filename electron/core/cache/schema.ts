// The tables of the cache file in the order in which they are made. Run by migrations.ts; the parts are
// separate because filling a file from scratch (repair, bench) is many times faster before indexes and triggers exist.
//
// Times are epoch milliseconds UTC, money is minor units, flags are 0 and 1, JSON is text.
// What is derived (job_words, job_search, job_tags, job_counts) can be rebuilt from the rest.

export const TABLES = `
-- One row: the revision of the last write. Grows by one with every write that had news.
CREATE TABLE revision (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  revision INTEGER NOT NULL
) STRICT;
INSERT INTO revision VALUES (1, 0);

-- What each status code in jobs.status means to the program that last opened the file (status-codes.ts).
CREATE TABLE status_codes (
  code INTEGER PRIMARY KEY,
  status TEXT NOT NULL UNIQUE
) STRICT;

-- Accounts with providers. Never deleted, only marked: jobs stay readable after their account went.
CREATE TABLE connections (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  provider TEXT NOT NULL,
  label TEXT NOT NULL,
  base_url TEXT,
  options TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  paused INTEGER NOT NULL,
  removed INTEGER NOT NULL
) STRICT;

-- What the board shows and sorts by; kept narrow, because a million of these are walked.
CREATE TABLE jobs (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  connection INTEGER NOT NULL REFERENCES connections(no),
  status INTEGER NOT NULL,
  -- 1 while the status is one that may still change; follows from status.
  open INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  raw_status TEXT NOT NULL,
  raw_status_text TEXT,
  reference TEXT,
  request_id TEXT,
  provider_job_id TEXT,
  external_id TEXT,
  tracking_id TEXT,
  recipient TEXT,
  -- 1 for a job that was made elsewhere: where no address is known, it is not the client's own.
  followed INTEGER NOT NULL DEFAULT 0,
  from_line TEXT,
  to_line TEXT,
  ready_at INTEGER,
  window_from_at INTEGER,
  window_to_at INTEGER,
  promise_at INTEGER,
  -- No foreign key: a job may name its courier before anything else is known of him.
  courier_id TEXT,
  courier_name TEXT,
  price_minor INTEGER,
  price_currency TEXT,
  source_at INTEGER,
  received_at INTEGER,
  changed_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  remarks TEXT,
  trouble TEXT,
  -- The newest unsettled command, as JSON; follows from commands.
  pending TEXT,
  tags TEXT NOT NULL,
  revision INTEGER NOT NULL
) STRICT;

-- What only the job panel shows, as one JSON object.
CREATE TABLE job_details (
  job INTEGER PRIMARY KEY REFERENCES jobs(row) ON DELETE CASCADE,
  details TEXT NOT NULL
) STRICT;

-- The provider's last answer about a job.
CREATE TABLE job_raws (
  job INTEGER PRIMARY KEY REFERENCES jobs(row) ON DELETE CASCADE,
  raw TEXT NOT NULL
) STRICT;

-- Every word by which a job is found (search-words.ts), each after a blank; a status change leaves it alone.
CREATE TABLE job_words (
  job INTEGER PRIMARY KEY REFERENCES jobs(row) ON DELETE CASCADE,
  words TEXT NOT NULL
) STRICT;

-- The same words, by their beginnings. The words come cut and folded, so the tokenizer only splits at blanks.
CREATE VIRTUAL TABLE job_search USING fts5(
  words,
  content='job_words', content_rowid='job',
  tokenize='ascii', detail=none, columnsize=0, prefix='2 3'
);

CREATE TABLE job_tags (
  tag TEXT NOT NULL,
  job INTEGER NOT NULL REFERENCES jobs(row) ON DELETE CASCADE,
  PRIMARY KEY (tag, job)
) STRICT, WITHOUT ROWID;

-- How many jobs of each kind there are, so that no total needs a count.
CREATE TABLE job_counts (
  archived INTEGER NOT NULL,
  connection INTEGER NOT NULL,
  status INTEGER NOT NULL,
  jobs INTEGER NOT NULL,
  PRIMARY KEY (archived, connection, status)
) STRICT, WITHOUT ROWID;

-- The timeline. An event is the same event when job, time, kind and text are.
CREATE TABLE events (
  job INTEGER NOT NULL REFERENCES jobs(row) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  -- Tells those of one moment apart, in the order in which they came.
  place INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  status TEXT,
  raw_status TEXT,
  actor TEXT,
  lat REAL,
  lng REAL,
  PRIMARY KEY (job, at, place)
) STRICT, WITHOUT ROWID;

-- The outbox. \`no\` is the order in which commands were made and is never used twice.
CREATE TABLE commands (
  no INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  job_id TEXT NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
  connection_id TEXT NOT NULL REFERENCES connections(id),
  provider TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  payload TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  first_sent_at INTEGER,
  next_at INTEGER,
  waiting_for TEXT,
  problem TEXT
) STRICT;

CREATE TABLE couriers (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  connection_id TEXT NOT NULL REFERENCES connections(id),
  name TEXT NOT NULL,
  lat REAL,
  lng REAL,
  position_at INTEGER,
  heading REAL,
  revision INTEGER NOT NULL
) STRICT;

CREATE TABLE positions (
  courier INTEGER NOT NULL REFERENCES couriers(no) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  lat REAL NOT NULL,
  lng REAL NOT NULL,
  job INTEGER REFERENCES jobs(row) ON DELETE SET NULL,
  PRIMARY KEY (courier, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE zones (
  id TEXT PRIMARY KEY,
  connection_id TEXT NOT NULL REFERENCES connections(id),
  name TEXT NOT NULL,
  geometry TEXT NOT NULL,
  received_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Addresses of jobs, each once per connection, for the form's suggestions.
CREATE TABLE addresses (
  connection INTEGER NOT NULL REFERENCES connections(no),
  -- Its words without instructions and position: what makes it the same address.
  words TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  address TEXT NOT NULL,
  PRIMARY KEY (connection, words)
) STRICT, WITHOUT ROWID;

CREATE TABLE quotes (
  id TEXT PRIMARY KEY,
  connection_id TEXT NOT NULL REFERENCES connections(id),
  quoted_at INTEGER NOT NULL,
  answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Settings, drafts, cursors.
CREATE TABLE named_values (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who did what. Outlives the jobs it speaks of, hence no foreign keys.
CREATE TABLE audit (
  no INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  job_id TEXT,
  connection_id TEXT,
  detail TEXT NOT NULL
) STRICT;
`;

// A status change or another look at an open job must touch as few of these as possible (jobs_by_status and none),
// because that is what happens all day. Hence: orders over all jobs contain neither the status nor the time of the last
// look, and orders within one status hold closed jobs only; the open ones are few and are sorted when asked for.
// `connection` is in each so that narrowing to some connections needs no look at the row itself.
const SORT_COLUMNS = {
  promise: 'promise_at',
  reference: 'reference COLLATE NOCASE',
  recipient: 'recipient COLLATE NOCASE',
  window: 'window_from_at',
  courier: 'courier_name COLLATE NOCASE',
  price: 'price_minor',
  created: 'created_at',
} as const;

const orders = Object.entries(SORT_COLUMNS).flatMap(([name, column]) => [
  `CREATE INDEX jobs_by_${name} ON jobs (archived, ${column}, connection);`,
  // Within a status, the order by promise is jobs_by_status.
  ...(name === 'promise'
    ? []
    : [`CREATE INDEX closed_by_${name} ON jobs (archived, status, ${column}, connection) WHERE open = 0;`]),
]);

export const INDEXES = `
CREATE INDEX jobs_by_status ON jobs (archived, status, promise_at, connection);
${orders.join('\n')}
CREATE INDEX jobs_by_connection ON jobs (archived, connection, promise_at);
CREATE INDEX closed_by_age ON jobs (archived, status, received_at, connection) WHERE open = 0;
CREATE INDEX all_closed_by_age ON jobs (archived, received_at, connection) WHERE open = 0;
CREATE INDEX closed_by_connection ON jobs (archived, status, connection, promise_at) WHERE open = 0;

-- Late jobs are a range of this.
CREATE INDEX open_by_promise ON jobs (archived, promise_at) WHERE open = 1;
-- Closed jobs that were not looked at again since.
CREATE INDEX closed_unconfirmed ON jobs (row) WHERE open = 0 AND (received_at IS NULL OR received_at <= changed_at);
-- A day is a range of this.
CREATE INDEX jobs_by_due ON jobs (archived, coalesce(promise_at, created_at), connection);
CREATE INDEX open_by_courier ON jobs (courier_id) WHERE open = 1 AND courier_id IS NOT NULL;

CREATE INDEX jobs_by_request_id ON jobs (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX jobs_by_provider_job_id ON jobs (provider_job_id) WHERE provider_job_id IS NOT NULL;
CREATE INDEX jobs_by_external_id ON jobs (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX jobs_by_tracking_id ON jobs (tracking_id) WHERE tracking_id IS NOT NULL;

CREATE INDEX tags_of_job ON job_tags (job);
CREATE INDEX commands_of_job ON commands (job_id, no);
CREATE INDEX commands_waiting ON commands (state) WHERE state IN ('queued', 'sending', 'unknown', 'failed');
CREATE INDEX commands_by_update ON commands (updated_at);
CREATE INDEX positions_of_job ON positions (job, at) WHERE job IS NOT NULL;
CREATE INDEX positions_by_time ON positions (at);
CREATE INDEX couriers_by_position ON couriers (position_at);
CREATE INDEX addresses_by_use ON addresses (used_at);
CREATE INDEX audit_by_time ON audit (at);
`;

/** Version 2. Each look at an open job moves it here: a small tree, for the price of never sorting all open jobs by age. */
export const OPEN_BY_AGE = `
CREATE INDEX open_by_age ON jobs (archived, received_at, connection) WHERE open = 1;
`;

export const TRIGGERS = `
CREATE TRIGGER count_inserted AFTER INSERT ON jobs BEGIN
  INSERT INTO job_counts VALUES (new.archived, new.connection, new.status, 1)
  ON CONFLICT DO UPDATE SET jobs = jobs + 1;
END;
CREATE TRIGGER count_deleted AFTER DELETE ON jobs BEGIN
  UPDATE job_counts SET jobs = jobs - 1
  WHERE archived = old.archived AND connection = old.connection AND status = old.status;
END;
CREATE TRIGGER count_updated AFTER UPDATE OF status, archived ON jobs
WHEN old.status <> new.status OR old.archived <> new.archived BEGIN
  UPDATE job_counts SET jobs = jobs - 1
  WHERE archived = old.archived AND connection = old.connection AND status = old.status;
  INSERT INTO job_counts VALUES (new.archived, new.connection, new.status, 1)
  ON CONFLICT DO UPDATE SET jobs = jobs + 1;
END;

CREATE TRIGGER words_inserted AFTER INSERT ON job_words BEGIN
  INSERT INTO job_search (rowid, words) VALUES (new.job, new.words);
END;
CREATE TRIGGER words_deleted AFTER DELETE ON job_words BEGIN
  INSERT INTO job_search (job_search, rowid, words) VALUES ('delete', old.job, old.words);
END;
CREATE TRIGGER words_updated AFTER UPDATE OF words ON job_words WHEN old.words <> new.words BEGIN
  INSERT INTO job_search (job_search, rowid, words) VALUES ('delete', old.job, old.words);
  INSERT INTO job_search (rowid, words) VALUES (new.job, new.words);
END;

CREATE TRIGGER tags_inserted AFTER INSERT ON jobs WHEN new.tags <> '[]' BEGIN
  INSERT OR IGNORE INTO job_tags SELECT value, new.row FROM json_each(new.tags);
END;
CREATE TRIGGER tags_updated AFTER UPDATE OF tags ON jobs WHEN old.tags <> new.tags BEGIN
  DELETE FROM job_tags WHERE job = new.row;
  INSERT OR IGNORE INTO job_tags SELECT value, new.row FROM json_each(new.tags);
END;
`;

/** Makes what the triggers keep, from the rows that are there. For a file that was filled without them. */
export const REBUILD = `
DELETE FROM job_counts;
INSERT INTO job_counts SELECT archived, connection, status, count(*) FROM jobs GROUP BY 1, 2, 3;
DELETE FROM job_tags;
INSERT OR IGNORE INTO job_tags SELECT value, row FROM jobs, json_each(tags) WHERE tags <> '[]';
INSERT INTO job_search (job_search) VALUES ('rebuild');
`;
