-- Credentials made by a person who does not run the server. The server gets their public halves only.
create table registrar (
  election_id text primary key references election,
  name text not null,
  email text not null,
  token_hash text unique,
  invited_at timestamptz,
  -- What the registrar gave: the hash of the list as the record will hold it, and of how many voters it was made.
  list_hash text,
  list_voters int,
  given_at timestamptz,
  -- When the registrar was told that the list is published and the links can be sent.
  told_at timestamptz,
  -- When the registrar said that every link was sent, and to whom none could be.
  mailed_at timestamptz,
  undelivered uuid[] not null default '{}',
  check ((list_hash is null) = (given_at is null) and (given_at is null) = (list_voters is null))
);

-- Published like the voters' and nobody's until the registrar gives one for a link that was lost.
create table spare_credential (
  election_id text not null references election,
  credential text not null,
  link_hash text not null,
  primary key (election_id, credential),
  unique (election_id, link_hash)
);

-- A lost link: an officer asks, and the registrar gives a spare, by which the old credential is void.
create table link_replacement (
  id uuid primary key default gen_random_uuid(),
  election_id text not null references election,
  roll_entry_id uuid not null references roll_entry,
  reason text not null check (reason in ('never-came', 'lost', 'seen-by-others')),
  asked_by uuid not null references person,
  asked_at timestamptz not null,
  -- The registrar's act.
  decided_at timestamptz,
  voided text,
  spare text,
  unique (election_id, spare),
  foreign key (election_id, spare) references spare_credential (election_id, credential),
  check ((decided_at is null) = (voided is null) and (voided is null) = (spare is null))
);
create unique index link_replacement_open on link_replacement (roll_entry_id) where decided_at is null;
create index link_replacement_election on link_replacement (election_id, asked_at);
create trigger append_only before update or delete on link_replacement
  for each row execute function refuse_change_of_decided();

do $$
declare
  kinds text := (select substring(pg_get_constraintdef(oid) from 7) from pg_constraint
    where conrelid = 'mail'::regclass and conname = 'mail_kind_check');
begin
  alter table mail drop constraint mail_kind_check;
  execute 'alter table mail add constraint mail_kind_check check (' || kinds || ' or kind = ''registrar'')';
end $$;
