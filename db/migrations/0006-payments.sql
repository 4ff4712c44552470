-- Dues. A payment is what somebody meant to pay; its entries are what really moved, and they are the ledger.
create table subscription (
  id text primary key,
  person_id uuid not null references person,
  tier text not null references tier,
  amount_minor bigint not null check (amount_minor between 1 and 9007199254740991),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  state text not null check (state in ('active', 'past-due', 'cancelled')),
  -- Until when the provider was paid; the next renewal is taken then.
  current_until timestamptz not null,
  -- It ends then instead of renewing; null: it goes on.
  cancels_at timestamptz,
  -- Whom the provider charges: the only thing by which a charge of a renewal can be recognised.
  customer text not null,
  made_at timestamptz not null
);
create index subscription_person on subscription (person_id, tier);
create index subscription_customer on subscription (customer);

create table payment (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  tier text not null references tier,
  -- Whole minor units, small enough to be exact everywhere.
  amount_minor bigint not null check (amount_minor between 0 and 9007199254740991),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  kind text not null check (kind in ('once', 'yearly', 'lifetime')),
  method text not null check (method in ('stripe', 'wire', 'cheque', 'cash', 'in-kind', 'waiver')),
  begun_at timestamptz not null,
  -- Nothing was taken, or a second person said no.
  closed text check (closed in ('expired', 'failed', 'cancelled', 'refused')),
  closed_at timestamptz,
  -- The provider's names for it.
  provider_session text unique,
  provider_payment text unique,
  provider_invoice text unique,
  subscription_id text references subscription,
  -- Offline: the day on which it came, by the treasurer's word, and who else must agree.
  received_on text check (received_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  reference text not null default '',
  note text not null default '',
  recorded_by uuid references person,
  needs_second boolean not null default false,
  confirmed_by uuid references person check (confirmed_by <> recorded_by),
  confirmed_at timestamptz,
  check ((method = 'stripe') = (recorded_by is null)),
  check ((method = 'stripe') = (received_on is null)),
  check ((method = 'waiver') = (amount_minor = 0)),
  check ((closed is null) = (closed_at is null))
);
create index payment_person on payment (person_id, begun_at desc);
create index payment_begun on payment (begun_at desc);
create index payment_subscription on payment (subscription_id) where subscription_id is not null;
alter table member_event add constraint member_event_payment_id_fkey foreign key (payment_id) references payment;

create table payment_entry (
  id bigint generated always as identity primary key,
  payment_id uuid not null references payment,
  kind text not null check (kind in ('paid', 'refund', 'refund-failed', 'dispute', 'dispute-won', 'dispute-lost')),
  -- Positive: received. Negative: returned or withheld.
  amount_minor bigint not null check (abs(amount_minor) <= 9007199254740991),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- The provider's name for what moved, so that nothing is written twice; ours where it moved without a provider.
  provider_ref text not null unique,
  -- When it moved, and when we learned it.
  at timestamptz not null,
  made_at timestamptz not null,
  actor_id uuid references person,
  note text not null default ''
);
create index payment_entry_payment on payment_entry (payment_id, id);
create index payment_entry_at on payment_entry (at);
create unique index payment_entry_paid on payment_entry (payment_id) where kind = 'paid';
create trigger append_only before update or delete or truncate on payment_entry execute function refuse_change();

-- What the provider told us, as it was told; each once.
create table provider_event (
  id text primary key,
  type text not null,
  body text not null,
  received_at timestamptz not null,
  processed_at timestamptz,
  -- Why the last try failed, or why there was nothing to do.
  error text
);
create index provider_event_waiting on provider_event (received_at) where processed_at is null;

-- Numbered without gaps: the counter is taken in the transaction that writes the receipt.
create table receipt_counter (only_one boolean primary key default true check (only_one), number bigint not null);
insert into receipt_counter (number) values (0);
create table receipt (
  number bigint primary key,
  payment_id uuid not null unique references payment,
  made_at timestamptz not null,
  -- All that it says, frozen when it was made.
  facts jsonb not null
);
create trigger append_only before update or delete on receipt for each row execute function refuse_change_but_erasure();
create trigger append_only_truncate before truncate on receipt execute function refuse_change();

-- Our ledger held against the provider's lists, once for each day.
create table reconciliation (
  day text primary key check (day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  begun_at timestamptz not null,
  finished_at timestamptz,
  -- How many movements were compared.
  compared int not null default 0,
  differences jsonb not null default '[]'
);
