-- How the columns of a file were read, kept by name for the next file of that kind.
create table import_map (
  name text primary key check (name <> ''),
  map jsonb not null,
  made_at timestamptz not null,
  made_by text not null
);

-- One act on many members: an imported file, or something done to a selection of people. Its id stands in the events.
create table import_batch (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('file', 'bulk')),
  -- The file's name, or what was done to whom.
  name text not null,
  -- SHA-256 of the file's bytes; empty for what was no file.
  hash text not null,
  -- What was found in the file: encoding, separator, columns, rows; or what was asked for.
  facts jsonb not null,
  map jsonb,
  state text not null check (state in ('arriving', 'uploaded', 'trying', 'tried', 'committing', 'committed', 'undoing', 'undone')),
  -- Rows that were looked at in the step that runs.
  progress int not null default 0,
  -- How many rows have which verdict.
  counts jsonb not null default '{}',
  -- Why the last step was refused.
  problem text,
  made_at timestamptz not null,
  made_by text not null,
  tried_at timestamptz,
  committed_at timestamptz,
  committed_by text,
  undone_at timestamptz,
  undone_by text
);
create index import_batch_made on import_batch (made_at);

-- The file itself, until it is committed or forgotten: any process may read it again, none holds it whole.
create table import_chunk (
  batch_id uuid not null references import_batch on delete cascade,
  position int not null,
  bytes bytea not null,
  primary key (batch_id, position)
);

-- Every row's fate. `before` and `after` hold the fields that would change, or did.
create table import_row (
  batch_id uuid not null references import_batch on delete cascade,
  line int not null,
  number bigint,
  email text not null,
  name text not null,
  fields jsonb not null,
  verdict text not null check (verdict in ('unread', 'new', 'update', 'unchanged', 'possible-duplicate', 'error')),
  reason text,
  person_id uuid references person on delete set null,
  -- The newest event of that person when the verdict was found; another one makes the dry run stale.
  seen_event bigint,
  before jsonb not null default '{}',
  after jsonb not null default '{}',
  -- What undoing could not take back, and why.
  kept text,
  primary key (batch_id, line)
);
create index import_row_email on import_row (batch_id, email, line);
create index import_row_number on import_row (batch_id, number, line) where number is not null;
create index import_row_verdict on import_row (batch_id, verdict, line);
create index import_row_person on import_row (person_id) where person_id is not null;

-- Two records of one person, read as one from `made_at` until `undone_at`. `facts`: the fields that were chosen.
create table merge (
  id uuid primary key default gen_random_uuid(),
  survivor_id uuid not null references person,
  duplicate_id uuid not null references person check (duplicate_id <> survivor_id),
  -- Duplicates of the duplicate, which follow it.
  moved uuid[] not null,
  facts jsonb not null,
  made_at timestamptz not null,
  made_by text not null,
  undone_at timestamptz,
  undone_by text
);
create unique index merge_duplicate on merge (duplicate_id) where undone_at is null;
create index merge_survivor on merge (survivor_id);

-- Pairs that somebody looked at and found to be two people.
create table not_duplicate (
  one_id uuid not null references person on delete cascade,
  other_id uuid not null references person on delete cascade check (one_id < other_id),
  made_at timestamptz not null,
  made_by text not null,
  primary key (one_id, other_id)
);

-- An index over what the events say now, for filters alone: made anew from the events whenever it is stale, never believed
-- where one person is looked at. It holds until `holds_until`, when the clock changes something.
create table member_index (
  person_id uuid primary key references person on delete cascade,
  -- `supporting:active`, one for each tier held, held once or asked for, best first.
  standings text[] not null,
  is_eligible boolean not null,
  holds_until timestamptz
);
create index member_index_holds on member_index (holds_until) where holds_until is not null;
create index member_index_standings on member_index using gin (standings);
create table member_stale (person_id uuid not null);
-- What the tiers and rules said when the index was made.
create table member_index_rules (hash text not null);

create function mark_member_stale() returns trigger language plpgsql as $$
begin
  insert into member_stale select distinct person_id from changed;
  return null;
end $$;
create trigger stale after insert on member_event
  referencing new table as changed for each statement execute function mark_member_stale();
insert into member_stale select id from person;

-- Names and addresses are searched by any part of them, without regard to case.
create index person_name_lower on person (lower(name), number);

-- The address of somebody, whatever stands after a plus sign: one mailbox often has several spellings.
create function plain_address(email text) returns text language sql immutable parallel safe as $$
  select regexp_replace(email, '\+[^@]*@', '@')
$$;
create index person_plain_address on person (plain_address(email));
create index mail_failed on mail (to_address) where state = 'failed';
-- The few who wait for a decision, among all that ever happened.
create index member_event_applied on member_event (tier, id) where kind = 'applied';

-- Nobody deletes what happened, not even nothing of it: erasure changes words, never rows.
create trigger append_only_delete before delete on member_event execute function refuse_change();
create trigger append_only_delete before delete on audit_entry execute function refuse_change();
-- Whether somebody has acted at all is asked before a record is taken out.
create index member_event_actor on member_event (actor_id) where actor_id is not null;
