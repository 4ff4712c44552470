create table election (
  id text primary key check (id ~ '^[1-9A-HJ-NP-Za-km-z]{14,22}$'),
  name text not null,
  description text not null,
  zone text not null,
  opens_local text not null,
  closes_local text not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  quorum_numerator int,
  quorum_denominator int,
  -- Whether voting is open is decided by the clock, not by this column: frozen covers before and during.
  stage text not null default 'draft' check (stage in ('draft', 'frozen', 'closed', 'tallied', 'certified', 'void')),
  drafted_at timestamptz not null,
  frozen_at timestamptz,
  announced_at timestamptz,
  closed_at timestamptz,
  tallied_at timestamptz,
  certified_at timestamptz,
  certified_by text,
  -- The frozen set-up, to the byte.
  election_text text,
  trustees_text text,
  fingerprint text,
  roll_size int not null default 0,
  roll_hash text,
  -- The head of the board. `entries` is the next free position in board_entry.
  head_height int not null default -1,
  head_hash text,
  entries int not null default 0,
  ballots int not null default 0,
  voted int not null default 0,
  check ((quorum_numerator is null) = (quorum_denominator is null)),
  check (stage = 'draft' or (election_text is not null and head_hash is not null))
);

create table contest (
  election_id text not null references election,
  position int not null,
  title text not null,
  method text not null,
  seats int not null check (seats >= 1),
  max int not null check (max >= 1),
  primary key (election_id, position)
);

create table candidate (
  election_id text not null,
  contest int not null,
  position int not null,
  name text not null,
  affiliation text not null,
  statement text not null,
  primary key (election_id, contest, position),
  foreign key (election_id, contest) references contest (election_id, position)
);

create table trustee (
  election_id text not null references election,
  -- 1..n, as the record counts them.
  owner int not null check (owner >= 1),
  name text not null,
  email text not null,
  token_hash text unique,
  invited_at timestamptz,
  public_key text,
  decrypted_at timestamptz,
  primary key (election_id, owner),
  unique (election_id, email)
);

-- Where nobody else is trustee: the only key, held by the server. Every page of such an election says so.
create table server_key (
  election_id text primary key references election,
  private_key text not null
);

create table roll_entry (
  id uuid primary key default gen_random_uuid(),
  election_id text not null references election,
  person_id uuid not null references person,
  name text not null,
  email text not null,
  -- The public credential, and SHA-256 of the link proof; both from the freeze on.
  credential text,
  link_hash text,
  voted_at timestamptz,
  -- One member, one vote.
  unique (election_id, person_id),
  unique (election_id, credential),
  unique (election_id, link_hash)
);
create index roll_entry_person on roll_entry (person_id);

-- The registrar's secrets: each is erased when its voter has voted, and all of them when voting closes.
create table credential_secret (
  roll_entry_id uuid primary key references roll_entry,
  credential text not null
);
