-- A drive counts new members of a tier, or money, towards a goal between two instants. What it has reached is never stored.
create table drive (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  title text not null,
  about text not null,
  goal text not null check (goal in ('members', 'money')),
  tier text references tier,
  currency text,
  -- People, or minor units of the currency.
  amount bigint not null check (amount > 0),
  zone text not null,
  begins_local text not null,
  ends_local text not null,
  begins_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > begins_at),
  made_at timestamptz not null,
  check ((goal = 'members') = (tier is not null)),
  check ((goal = 'money') = (currency is not null))
);

-- Which events never were, and which periods ended early, found without reading the facts of every event.
create index member_event_withdrawn on member_event ((facts ->> 'event')) where kind = 'withdrawn';
create index member_event_period_ended on member_event ((facts ->> 'period')) where kind = 'period-ended';
create index member_event_tier_period on member_event (tier, person_id) where kind = 'period';
