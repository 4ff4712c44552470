-- A mailed link that can do one thing, once, after a press on its page; only the hash of its token is kept.
create table mailed_link (
  token_hash text primary key,
  purpose text not null check (purpose in ('affirm', 'confirm-address', 'undo-address', 'confirm-list', 'leave-list')),
  person_id uuid references person,
  facts jsonb not null default '{}',
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index mailed_link_person on mailed_link (person_id) where person_id is not null;

-- Somebody who is not known yet wants to join: the code that was mailed proves the address.
alter table sign_in_request
  add column new_address text,
  add column new_name text,
  add check (person_id is null or new_address is null);

-- A member's wish to be reached elsewhere. held: confirmed, and takes effect when the elections that it waits for are over.
create table address_change (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  old_address text not null,
  new_address text not null,
  state text not null check (state in ('requested', 'held', 'done', 'refused', 'undone', 'replaced')),
  -- Who wished it: the member, or the office.
  made_by text not null,
  requested_at timestamptz not null,
  confirmed_at timestamptz,
  done_at timestamptz,
  undone_at timestamptz
);
create index address_change_person on address_change (person_id, requested_at);
-- One wish of a person is open at a time.
create unique index address_change_open on address_change (person_id) where state in ('requested', 'held');
create index address_change_held on address_change (state) where state = 'held';

-- Lists that one opts into. What an election must tell its voters is no list.
create table mailing_list (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,39}$'),
  name text not null,
  about text not null,
  made_at timestamptz not null
);
insert into mailing_list values
  ('votes', 'Votes', 'One mail when a vote opens and one when its result is certified.', now());
-- person_id is null for somebody who is on a list and not known otherwise; a person's mail goes to the present address.
create table list_membership (
  id uuid primary key default gen_random_uuid(),
  list_id text not null references mailing_list,
  address text not null,
  person_id uuid references person,
  joined_at timestamptz not null,
  left_at timestamptz
);
create unique index list_membership_person on list_membership (list_id, person_id) where person_id is not null and left_at is null;
create unique index list_membership_address on list_membership (list_id, address) where person_id is null and left_at is null;

-- Who is shown to other members, and with what besides the name. Whoever is not here is not shown.
create table directory_entry (
  person_id uuid primary key references person,
  shows_city boolean not null default false,
  shows_country boolean not null default false,
  shows_tiers boolean not null default false,
  shows_since boolean not null default false,
  chosen_at timestamptz not null
);

-- What is kept of somebody who has left, on what ground, for how long, and what happens to it. The report to members, the
-- erasure and its test read this table.
create table retention (
  category text primary key,
  position int not null,
  basis text not null,
  kept_for text not null,
  action text not null check (action in ('erased', 'kept', 'pseudonym')),
  -- `table.column` of whatever keeps something personal after an erasure.
  kept_columns text[] not null default '{}'
);
insert into retention (category, position, basis, kept_for, action, kept_columns) values
  ('Name, addresses, place and directory entry', 1, 'Needed only while you are a member', 'Until you ask for erasure', 'erased', '{}'),
  ('Mails to you', 2, 'Proof of what was sent', 'Until you ask for erasure', 'erased', '{}'),
  ('What happened to your membership: dates and tiers', 3, 'Rolls must stay checkable', 'As long as the organisation exists', 'pseudonym', '{}'),
  ('Payments and receipts: amounts, dates, numbers', 4, 'Accounting law', '10 years after the payment', 'pseudonym', '{}'),
  ('Rolls of elections, and whether you voted', 5, 'An election can be contested', 'Until no election can be contested any more', 'pseudonym', '{}'),
  ('The public board of an election and the text of its rules', 6, 'Everybody must be able to check an election', 'As long as the organisation exists', 'kept',
    '{board_entry.content,board_event.payload,election.election_text,election.trustees_text,candidate.name,candidate.affiliation,candidate.statement}');

-- Work that the clock gives and that goes through all members: how far it has come, so that it goes on where it was killed.
create table chore (
  name text primary key,
  -- The last person who was looked at; null: not begun, or finished.
  position uuid,
  finished_at timestamptz
);
create index member_event_until on member_event ((facts ->> 'until')) where kind = 'period';
