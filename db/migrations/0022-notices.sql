-- What staff wrote to the people of an election. The page that it is written on makes the id, so that a second press
-- sends nothing again.
create table election_notice (
  id uuid primary key,
  election_id text not null references election,
  kind text not null check (kind in ('dates', 'candidates', 'open', 'reminder', 'result')),
  -- `roll`, `not-voted`, or `list:` and the list's id.
  audience text not null,
  subject text not null,
  markdown text not null,
  people int not null,
  made_at timestamptz not null,
  made_by text not null
);
create index election_notice_election on election_notice (election_id, made_at);
create trigger append_only before update or delete or truncate on election_notice execute function refuse_change();
