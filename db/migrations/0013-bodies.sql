-- Bodies that elections fill and that vote openly: a board, a council, a working group.
create table body (
  id uuid primary key default gen_random_uuid(),
  -- Its address: `/bodies/board`.
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{0,59}$'),
  name text not null,
  -- Markdown.
  about text not null,
  -- What its elections and its votes are held to; `BodyRules` of schema.ts has the shape.
  rules jsonb not null,
  made_at timestamptz not null
);

-- Seats whose terms end together.
create table cohort (
  id uuid primary key default gen_random_uuid(),
  body_id uuid not null references body,
  name text not null,
  position int not null,
  -- A day that is the last of its terms; the others lie `term_years` apart. Null: a term lasts until another begins.
  ends_on date,
  term_years int check (term_years between 1 and 20),
  unique (body_id, name),
  check ((ends_on is null) = (term_years is null))
);

create table seat (
  id uuid primary key default gen_random_uuid(),
  cohort_id uuid not null references cohort,
  name text not null,
  position int not null,
  -- The last day of a seat that was given up.
  retired_on date
);
create index seat_cohort on seat (cohort_id);

-- Who holds a seat, first and last day included.
create table term (
  id uuid primary key default gen_random_uuid(),
  seat_id uuid not null references seat,
  -- Null: somebody of former times who is no person here.
  person_id uuid references person,
  name text not null,
  starts_on date not null,
  -- As it was given; null: without end.
  ends_on date,
  came_by text not null check (came_by in ('elected', 'appointed', 'recorded')),
  election_id text references election,
  -- Left before its end: the last day, and why.
  left_on date,
  left_why text,
  recorded_at timestamptz not null,
  recorded_by text not null,
  check (ends_on is null or ends_on >= starts_on),
  check ((left_on is null) = (left_why is null))
);
create index term_seat on term (seat_id, starts_on);
create index term_person on term (person_id);

-- Employers and other interests. A subsidiary counts as its parent.
create table organisation (
  id uuid primary key default gen_random_uuid(),
  name text not null check (name <> ''),
  parent_id uuid references organisation check (parent_id <> id),
  made_at timestamptz not null
);
create unique index organisation_name on organisation (lower(name));

-- What a person disclosed: nothing is taken out, an affiliation that is over ends.
create table affiliation (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  organisation_id uuid not null references organisation,
  kind text not null check (kind in ('employee', 'officer', 'director', 'consultant', 'owner')),
  disclosed_at timestamptz not null,
  ended_at timestamptz
);
create unique index affiliation_current on affiliation (person_id, organisation_id, kind) where ended_at is null;
