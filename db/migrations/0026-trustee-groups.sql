-- How many of the trustees open the result together; null: all of them. Each change of who they are or of how many are
-- needed begins another ceremony.
alter table election
  add column threshold int check (threshold >= 2),
  add column ceremony int not null default 1 check (ceremony >= 1);

-- What a trustee was last asked for, and when first.
alter table trustee
  add column asked_for text check (asked_for in ('make-key', 'share-out', 'finish-key', 'shuffle', 'decrypt')),
  add column asked_at timestamptz;
update trustee set asked_for = 'make-key', asked_at = invited_at where invited_at is not null;

-- Personal links. A mail that the office asks for ends the earlier ones; one that the next step sends does not, so that a page
-- that is open goes on.
create table trustee_link (
  token_hash text primary key,
  election_id text not null references election,
  email text not null,
  made_at timestamptz not null
);
create index trustee_link_trustee on trustee_link (election_id, email);
insert into trustee_link (token_hash, election_id, email, made_at)
  select token_hash, election_id, email, coalesce(invited_at, now()) from trustee where token_hash is not null;
alter table trustee drop column token_hash;

-- What the trustees of a group gave, step by step; to each other over us, who can read none of the secrets in it.
create table ceremony_message (
  election_id text not null references election,
  ceremony int not null,
  step text not null check (step in ('certificate', 'polynomial', 'voutput')),
  owner int not null check (owner >= 1),
  content text not null,
  given_at timestamptz not null,
  primary key (election_id, ceremony, step, owner)
);
create trigger append_only before update or delete or truncate on ceremony_message
  execute function refuse_change();
