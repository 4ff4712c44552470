-- The roll of an election is frozen out of the members' events at its record date.
alter table election
  -- As promised, in the election's zone, and as the instant: whoever is a voting member then is on the roll.
  add column record_local text,
  add column record_at timestamptz,
  -- Until when the year's affirmation counts; null: none is asked.
  add column affirm_local text,
  add column affirm_by timestamptz,
  -- A regular election of the board: the kind whose voters need not affirm next time.
  add column is_regular boolean not null default false,
  -- From when on members see its dates although it is a draft.
  add column dates_announced_at timestamptz,
  -- When the roll was worked out last, from the members' events up to this one, and what it was worked out by.
  add column roll_made_at timestamptz,
  add column roll_events_upto bigint,
  add column roll_basis jsonb,
  add column roll_frozen_at timestamptz,
  add column roll_frozen_size int,
  add column roll_frozen_hash text;
update election set record_local = opens_local, record_at = opens_at;
update election set roll_frozen_at = frozen_at, roll_frozen_size = roll_size, roll_frozen_hash = roll_hash
where stage <> 'draft';
-- Rolls of drafts that came out of a file are worked out anew.
delete from roll_entry where election_id in (select id from election where stage = 'draft');
update election set roll_size = 0, roll_hash = null where stage = 'draft';
alter table election
  alter column record_local set not null,
  alter column record_at set not null,
  add check (record_at <= opens_at),
  add check ((affirm_local is null) = (affirm_by is null)),
  add check (affirm_by <= record_at),
  add check (
    roll_frozen_at is null
    or (roll_made_at is not null and roll_events_upto is not null and roll_basis is not null or stage <> 'draft')
      and roll_frozen_size is not null and roll_frozen_hash is not null);

-- Each person considered, in or out, with the reasons: a forecast until the roll is frozen, and then for ever.
create table roll_verdict (
  election_id text not null,
  -- Refers to nobody: somebody whose import is undone leaves a verdict behind, and fifty thousand are written at once.
  person_id uuid not null,
  is_in boolean not null,
  -- What keeps the person out, for filtering; the reasons whole stand beside.
  codes text[] not null,
  reasons jsonb not null,
  primary key (election_id, person_id)
);
create function refuse_change_of_frozen_verdict() returns trigger language plpgsql as $$
begin
  if exists (
    select from gone join election on election.id = gone.election_id where election.roll_frozen_at is not null
  ) then
    raise exception 'the verdicts of a frozen roll are append-only' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create trigger frozen_update after update on roll_verdict
  referencing old table as gone for each statement execute function refuse_change_of_frozen_verdict();
create trigger frozen_delete after delete on roll_verdict
  referencing old table as gone for each statement execute function refuse_change_of_frozen_verdict();

-- After the freeze the roll changes by amendments alone: one officer proposes, another decides.
create table roll_amendment (
  id uuid primary key default gen_random_uuid(),
  -- The order of proposing, where the clock does not tell.
  number bigint generated always as identity,
  election_id text not null references election,
  change text not null check (change in ('added', 'removed')),
  -- Shown to everybody; it names nobody.
  reason text not null check (reason <> ''),
  -- For the office alone.
  note text not null,
  proposed_by uuid not null references person,
  proposed_at timestamptz not null,
  state text not null default 'proposed' check (state in ('proposed', 'accepted', 'refused')),
  decided_by uuid references person,
  decided_at timestamptz,
  check (decided_by <> proposed_by),
  check ((state = 'proposed') = (decided_at is null) and (decided_at is null) = (decided_by is null))
);
create index roll_amendment_election on roll_amendment (election_id, proposed_at);
create table roll_amendment_person (
  amendment_id uuid not null references roll_amendment,
  person_id uuid not null references person,
  primary key (amendment_id, person_id)
);
create function refuse_change_of_decided() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.decided_at is null then return new; end if;
  if tg_op = 'UPDATE' and coalesce(current_setting('quorate.erasing', true), '') = 'on' then return new; end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on roll_amendment
  for each row execute function refuse_change_of_decided();
create trigger append_only before update or delete or truncate on roll_amendment_person
  execute function refuse_change();

-- A member who is not on the roll asks to be. Supporting it proposes an amendment, which another officer decides.
create table roll_exception (
  id uuid primary key default gen_random_uuid(),
  election_id text not null references election,
  person_id uuid not null references person,
  reason text not null check (reason <> ''),
  asked_at timestamptz not null,
  decision text check (decision in ('supported', 'refused')),
  decision_reason text,
  decided_by uuid references person,
  decided_at timestamptz,
  amendment_id uuid references roll_amendment,
  unique (election_id, person_id),
  check ((decision is null) = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  check ((decision is null) = (decision_reason is null)),
  check ((decision = 'supported') = (amendment_id is not null) or decision is null)
);
create trigger append_only before update or delete on roll_exception
  for each row execute function refuse_change_of_decided();
