-- The key with which the server signs heads of the board; its public half stands in the election's rules.
create table board_key (
  election_id text primary key references election,
  private_key text not null
);

-- Sealed ballots that their voters opened instead of casting them: to look at, never to count. No name stands here.
create table audited_ballot (
  election_id text not null references election,
  -- 1..n, in the order in which they were opened.
  number int not null check (number >= 1),
  -- The hash of the ballot without its signature: what the device showed before it knew that the ballot would be opened.
  promise text not null,
  -- The public credential that it was sealed for.
  credential text not null,
  text text not null,
  at timestamptz not null,
  primary key (election_id, number),
  unique (election_id, promise)
);
create trigger append_only before update or delete or truncate on audited_ballot execute function refuse_change();

-- Every ciphertext on the board or in an opened ballot: none may be used twice. A key is the first 16 bytes of SHA-256
-- over the election's id and the SHA-256 of the ciphertext, so a copy is always found, and an index of millions of them
-- stays small: 26 of them are written with each ballot.
create table claimed_ciphertext (
  key uuid primary key
);
insert into claimed_ciphertext
  select encode(substring(sha256(convert_to(election_id, 'UTF8') || hash) for 16), 'hex')::uuid from ballot_ciphertext;
drop table ballot_ciphertext;
create trigger append_only before update or delete or truncate on claimed_ciphertext execute function refuse_change();
