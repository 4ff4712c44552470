-- The timetable of an election: each moment as promised, in the election's zone, and as the instant. Null: it has none.
alter table election
  add column nominations_open_local text,
  add column nominations_open_at timestamptz,
  add column nominations_close_local text,
  add column nominations_close_at timestamptz,
  -- Until when somebody must have applied to be a member in order to vote.
  add column apply_local text,
  add column apply_by timestamptz,
  -- From when on the candidates are public, all at once.
  add column candidates_local text,
  add column candidates_at timestamptz,
  add column seating_local text,
  add column seating_at timestamptz,
  -- How a tie that decides something is broken: by the lot in the shares of whoever holds the keys, or by a public draw.
  add column ties text not null default 'lot' check (ties in ('lot', 'draw')),
  add check ((nominations_open_local is null) = (nominations_open_at is null)),
  add check ((nominations_close_local is null) = (nominations_close_at is null)),
  add check ((nominations_open_at is null) = (nominations_close_at is null)),
  add check (nominations_open_at < nominations_close_at),
  add check ((apply_local is null) = (apply_by is null)),
  add check ((candidates_local is null) = (candidates_at is null)),
  add check ((seating_local is null) = (seating_at is null));

-- A contest is for seats, or it is a motion. Its id stays while its place on the ballot may change.
alter table contest
  add column id uuid not null default gen_random_uuid() unique,
  add column kind text not null default 'people' check (kind in ('people', 'motion')),
  add column body_id uuid references body,
  -- From which day on the terms run; the seats say until when.
  add column terms_start_on date,
  -- `MotionText` of schema.ts has the shape.
  add column motion jsonb,
  drop constraint contest_seats_check,
  add constraint contest_seats_check check (seats >= 0 and (kind = 'people') = (seats >= 1)),
  add check ((kind = 'motion') = (motion is not null));
alter table contest alter column kind drop default;

-- The seats that a contest fills: as many are elected. A contest of former times has seats without a body.
create table contest_seat (
  contest_id uuid not null references contest (id) on delete cascade,
  position int not null,
  seat_id uuid references seat,
  name text not null,
  ends_on date,
  primary key (contest_id, position),
  unique (contest_id, seat_id)
);
insert into contest_seat (contest_id, position, name)
select id, number - 1, 'Seat ' || number from contest, generate_series(1, seats) as number;

-- A candidate's id is for ever: addresses and the lot are made of it, never of a name.
alter table candidate
  add column id uuid not null default gen_random_uuid() unique,
  -- Who it is, where that is known; two people may bear one name.
  add column person_id uuid references person,
  -- The accepted nomination that it came from; null: the office wrote it down.
  add column candidacy_id uuid unique,
  add column withdrawn_at timestamptz,
  add column withdrawn_why text,
  add check ((withdrawn_at is null) = (withdrawn_why is null));

-- Where ties are broken by a public draw: in which order the candidates came out of it. Nothing is ever taken out.
create table tie_draw (
  election_id text not null references election,
  contest_id uuid not null references contest (id),
  -- Candidates' ids, the first drawn first.
  drawn uuid[] not null,
  -- Where, when and before whom.
  note text not null check (note <> ''),
  drawn_at timestamptz not null,
  recorded_by text not null,
  primary key (election_id, contest_id)
);
create trigger append_only before update or delete or truncate on tie_draw execute function refuse_change();

-- The recorded seating of a contest, once: what was decided, step by step, by which rule.
create table seating (
  id uuid primary key default gen_random_uuid(),
  election_id text not null references election,
  contest_id uuid not null unique references contest (id),
  -- What it was decided from and what came of it; `SeatingRecord` of schema.ts has the shape.
  record jsonb not null,
  seated_at timestamptz not null,
  seated_by text not null
);
create trigger append_only before update or delete or truncate on seating execute function refuse_change();
