-- Personal links of registrars. A mail that the office asks for ends the earlier ones; one that the next step sends does not, so
-- that a page that is open goes on. Another registrar has none of them.
create table registrar_link (
  token_hash text primary key,
  election_id text not null references registrar on delete cascade,
  made_at timestamptz not null
);
create index registrar_link_election on registrar_link (election_id);
insert into registrar_link (token_hash, election_id, made_at)
  select token_hash, election_id, coalesce(invited_at, now()) from registrar where token_hash is not null;
alter table registrar drop column token_hash;
