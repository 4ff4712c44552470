-- A picture of somebody, cut and written anew by us: no metadata, no other format.
create table photo (
  id uuid primary key default gen_random_uuid(),
  jpeg bytea not null,
  made_at timestamptz not null
);

-- Somebody who was proposed for a contest, once, however many proposed them. Whoever accepts, stands.
create table candidacy (
  id uuid primary key default gen_random_uuid(),
  election_id text not null references election,
  -- Without cascade: a contest with nominations stays.
  contest_id uuid not null references contest (id),
  -- Null until somebody has accepted.
  person_id uuid references person,
  name text not null,
  email text not null check (email = lower(email)),
  state text not null check (state in ('invited', 'accepted', 'declined', 'withdrawn', 'lapsed', 'approved', 'refused')),
  -- Markdown.
  statement text not null default '',
  previous_service text not null default '',
  photo_id uuid references photo,
  -- As the ballot has the name, where two would be equal; null: as it is.
  ballot_name text,
  -- The newest invitation; null: none was needed.
  invited_at timestamptz,
  -- How many days before the close the nominee was reminded last; null: not yet.
  reminded_days int,
  -- When the nominee accepted or declined; null: has said nothing yet.
  answered_at timestamptz,
  withdrawn_at timestamptz,
  -- What the refused answered, once.
  appeal text,
  appealed_at timestamptz,
  -- Found to be the same nominee as this one, which has its nominations now.
  joined_into uuid references candidacy check (joined_into <> id),
  made_at timestamptz not null,
  check ((appeal is null) = (appealed_at is null)),
  check (state not in ('accepted', 'approved', 'refused') or (person_id is not null and answered_at is not null))
);
create index candidacy_election on candidacy (election_id);
create index candidacy_person_all on candidacy (person_id);
create unique index candidacy_person on candidacy (contest_id, person_id) where person_id is not null and joined_into is null;
create unique index candidacy_address on candidacy (contest_id, email) where joined_into is null;

alter table candidate add foreign key (candidacy_id) references candidacy;

-- That somebody proposed a nominee: themselves or another, in these words.
create table nomination (
  id uuid primary key default gen_random_uuid(),
  candidacy_id uuid not null references candidacy,
  -- Who nominates.
  person_id uuid not null references person,
  -- The nominee, as given.
  nominee_name text not null,
  nominee_email text not null,
  -- Markdown.
  statement text not null,
  made_at timestamptz not null,
  changed_at timestamptz,
  withdrawn_at timestamptz,
  -- The officer who wrote it down for them; null: they did it here.
  recorded_by_id uuid references person
);
create index nomination_candidacy on nomination (candidacy_id, made_at);
create index nomination_person on nomination (person_id);

-- A voting member who stands behind a candidacy.
create table endorsement (
  candidacy_id uuid not null references candidacy,
  person_id uuid not null references person,
  given_at timestamptz not null,
  primary key (candidacy_id, person_id)
);
create index endorsement_person on endorsement (person_id);

-- What the nominee declared, in the words that were read.
create table candidacy_acknowledgement (
  candidacy_id uuid not null references candidacy,
  acknowledgement_id text not null,
  text text not null,
  is_public boolean not null,
  given_at timestamptz not null,
  primary key (candidacy_id, acknowledgement_id)
);

-- What officers decided about a nominee, the newest in force.
create table candidacy_decision (
  id bigint generated always as identity primary key,
  candidacy_id uuid not null references candidacy,
  outcome text not null check (outcome in ('approved', 'refused')),
  -- Condition by condition; `ConditionChecked` of schema.ts has the shape.
  checks jsonb not null,
  reason text not null,
  -- Whether it was about the answer to a refusal.
  on_appeal boolean not null,
  decided_at timestamptz not null,
  decided_by_id uuid not null references person
);
create index candidacy_decision_candidacy on candidacy_decision (candidacy_id, id);

-- The kinds of mail and of links that were known before, whichever they are, and those of nominations.
do $$
declare
  kinds text := (select substring(pg_get_constraintdef(oid) from 7) from pg_constraint
    where conrelid = 'mail'::regclass and conname = 'mail_kind_check');
  purposes text := (select substring(pg_get_constraintdef(oid) from 7) from pg_constraint
    where conrelid = 'mailed_link'::regclass and conname = 'mailed_link_purpose_check');
begin
  alter table mail drop constraint mail_kind_check;
  execute 'alter table mail add constraint mail_kind_check check (' || kinds || ' or kind = ''nomination'')';
  alter table mailed_link drop constraint mailed_link_purpose_check;
  execute 'alter table mailed_link add constraint mailed_link_purpose_check check (' || purposes ||
    ' or purpose = ''nomination'')';
end $$;

insert into retention (category, position, basis, kept_for, action) values
  ('Nominations: whom you proposed or supported, in which election, and what became of it', 7,
    'How an election came about must stay checkable', 'As long as the organisation exists', 'pseudonym'),
  ('What you wrote in a nomination, your picture, and what officers wrote about you as a nominee', 7,
    'Needed only for the election', 'Until you ask for erasure; what stood on a ballot stays with the election', 'erased');
