-- Nominations that a working group reviews in rounds, and the appointments that come out of them.
create table programme (
  id uuid primary key default gen_random_uuid(),
  -- Its address: `/rounds/fellows`.
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{0,59}$'),
  name text not null,
  -- Markdown.
  about text not null,
  -- The working group: whoever holds one of its seats at the cut-off reviews.
  body_id uuid not null references body,
  -- What an appointment gives.
  tier text not null references tier,
  zone text not null,
  -- `ProgrammeRules` of schema.ts has the shape.
  rules jsonb not null,
  made_at timestamptz not null
);

-- A round, written down when its cut-off has passed, with the rules of that moment: later changes do not reach it.
create table review_round (
  id uuid primary key default gen_random_uuid(),
  programme_id uuid not null references programme,
  -- Last days, in the zone; the instants are the ends of those days.
  cut_off_on date not null,
  review_until_on date not null,
  zone text not null,
  cut_off_at timestamptz not null,
  review_ends_at timestamptz not null check (review_ends_at > cut_off_at),
  rules jsonb not null,
  opened_at timestamptz not null,
  reminded_at timestamptz,
  decided_at timestamptz,
  -- Until then nobody outside learns what was decided. The text is Markdown; empty where nobody was accepted.
  announced_at timestamptz,
  announced_by text,
  announcement text,
  unique (programme_id, cut_off_on),
  check ((announced_at is null) = (announced_by is null)),
  check ((announced_at is null) = (announcement is null)),
  check (announced_at is null or decided_at is not null)
);
-- One review of a programme at a time.
create unique index review_round_undecided on review_round (programme_id) where decided_at is null;

create table review_round_reviewer (
  round_id uuid not null references review_round,
  person_id uuid not null references person,
  primary key (round_id, person_id)
);

-- Somebody who is proposed, however many people propose them.
create table programme_nominee (
  id uuid primary key default gen_random_uuid(),
  programme_id uuid not null references programme,
  name text not null,
  email text,
  -- Who it is, once that is known. Not called person_id: what a group deliberates on is not in anybody's own export.
  member_id uuid references person,
  state text not null check (state in ('active', 'accepted', 'expired', 'joined')),
  joined_into uuid references programme_nominee check (joined_into <> id),
  accepted_in uuid references review_round,
  -- The appointment in the member's history. Null while an address is missing, or where the member is not living.
  event_id bigint references member_event,
  made_at timestamptz not null,
  check ((state = 'joined') = (joined_into is not null)),
  check ((state = 'accepted') = (accepted_in is not null))
);
-- One address is one nominee, whoever is quicker.
create unique index programme_nominee_email on programme_nominee (programme_id, email)
  where email is not null and state in ('active', 'accepted');
create index programme_nominee_member on programme_nominee (member_id) where member_id is not null;

-- What one person wrote for a nominee. Without an account it counts from the press on the mailed link.
create table programme_nomination (
  id uuid primary key default gen_random_uuid(),
  programme_id uuid not null references programme,
  nominee_id uuid references programme_nominee,
  nominee_name text not null,
  nominee_email text,
  -- Markdown.
  accomplishments text not null,
  -- The nominator.
  person_id uuid references person,
  name text not null,
  email text not null,
  made_at timestamptz not null,
  confirmed_at timestamptz,
  check ((nominee_id is null) = (confirmed_at is null))
);
create index programme_nomination_nominee on programme_nomination (nominee_id);
create index programme_nomination_person on programme_nomination (person_id) where person_id is not null;
create index programme_nomination_waiting on programme_nomination (made_at) where confirmed_at is null;

create table nomination_reference (
  id uuid primary key default gen_random_uuid(),
  nomination_id uuid not null references programme_nomination on delete cascade,
  position int not null,
  name text not null,
  email text not null,
  -- Markdown.
  text text,
  written_at timestamptz,
  unique (nomination_id, email),
  check ((text is null) = (written_at is null))
);

-- Who is reviewed in a round, and for which time.
create table review_nominee (
  round_id uuid not null references review_round,
  nominee_id uuid not null references programme_nominee,
  number int not null check (number >= 1),
  primary key (round_id, nominee_id)
);
create index review_nominee_nominee on review_nominee (nominee_id);

-- A reviewer who stands aside; those whom the rules set aside are not written down.
create table review_recusal (
  round_id uuid not null,
  nominee_id uuid not null,
  person_id uuid not null,
  reason text not null,
  at timestamptz not null,
  primary key (round_id, nominee_id, person_id),
  foreign key (round_id, nominee_id) references review_nominee,
  foreign key (round_id, person_id) references review_round_reviewer
);
create trigger append_only before update or delete on review_recusal
  for each row execute function refuse_change_but_erasure();
create trigger append_only_truncate before truncate on review_recusal execute function refuse_change();

-- Votes of the reviewers: nothing is taken out, and the last one of each counts.
create table review_mark (
  id bigint generated always as identity primary key,
  round_id uuid not null,
  nominee_id uuid not null,
  person_id uuid not null,
  mark text not null check (mark in ('aye', 'nay', 'abstain')),
  at timestamptz not null,
  foreign key (round_id, nominee_id) references review_nominee,
  foreign key (round_id, person_id) references review_round_reviewer
);
create index review_mark_round on review_mark (round_id, nominee_id, person_id, id);
create trigger append_only before update or delete or truncate on review_mark execute function refuse_change();

-- What the group decided about a nominee in a round, once.
create table review_decision (
  round_id uuid not null,
  nominee_id uuid not null,
  outcome text not null check (outcome in ('accepted', 'carried', 'expired')),
  aye int not null,
  nay int not null,
  abstain int not null,
  recused int not null,
  -- Everybody who could review, recused or not.
  members int not null,
  decided_at timestamptz not null,
  primary key (round_id, nominee_id),
  foreign key (round_id, nominee_id) references review_nominee
);
create trigger append_only before update or delete or truncate on review_decision execute function refuse_change();

-- The kinds of mail and of links that were known before, whichever they are, and those of rounds.
do $$
declare
  kinds text := (select substring(pg_get_constraintdef(oid) from 7) from pg_constraint
    where conrelid = 'mail'::regclass and conname = 'mail_kind_check');
  purposes text := (select substring(pg_get_constraintdef(oid) from 7) from pg_constraint
    where conrelid = 'mailed_link'::regclass and conname = 'mailed_link_purpose_check');
begin
  alter table mail drop constraint mail_kind_check;
  execute 'alter table mail add constraint mail_kind_check check (' || kinds ||
    ' or kind in (''round-nomination'', ''round-reference'', ''round-review'', ''round-outcome''))';
  alter table mailed_link drop constraint mailed_link_purpose_check;
  execute 'alter table mailed_link add constraint mailed_link_purpose_check check (' || purposes ||
    ' or purpose in (''round-nomination'', ''round-reference''))';
end $$;
