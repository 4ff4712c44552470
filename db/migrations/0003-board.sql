-- The public board: the members of the .bel archive in their order, and indexes of them. Nothing is ever changed or
-- taken out, whatever the application believes: the triggers below refuse.
create table board_entry (
  election_id text not null references election,
  position int not null,
  -- `<sha-256>.data.json` or `<sha-256>.event.json`
  name text not null,
  content text not null,
  primary key (election_id, position),
  unique (election_id, name)
);
alter table board_entry alter column content set storage external;

create table board_event (
  election_id text not null references election,
  height int not null,
  hash text not null,
  type text not null,
  payload text,
  position int not null,
  primary key (election_id, height),
  unique (election_id, hash)
);

create table ballot (
  election_id text not null references election,
  height int not null,
  tracker text not null,
  credential text not null,
  position int not null,
  primary key (election_id, height),
  unique (election_id, tracker)
);
create index ballot_credential on ballot (election_id, credential, height);

-- Every ciphertext on the board, hashed: none may stand there twice, or a ballot could be copied.
create table ballot_ciphertext (
  election_id text not null references election,
  hash bytea not null,
  primary key (election_id, hash)
);

create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- The person's name and address as they were then; null for the clock.
  actor text not null,
  action text not null,
  election_id text references election,
  facts jsonb not null
);
create index audit_entry_election on audit_entry (election_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger append_only before update or delete or truncate on board_entry execute function refuse_change();
create trigger append_only before update or delete or truncate on board_event execute function refuse_change();
create trigger append_only before update or delete or truncate on ballot execute function refuse_change();
create trigger append_only before update or delete or truncate on ballot_ciphertext execute function refuse_change();
create trigger append_only before update or delete or truncate on audit_entry execute function refuse_change();
