-- The ledger of mail: the truth about what was and was not sent; the queue only wakes the sender.
create table mail (
  id uuid primary key default gen_random_uuid(),
  -- What may exist once: `receipt:<election>:<tracker>`, say.
  key text not null unique,
  kind text not null check (kind in ('sign-in', 'ballot', 'receipt', 'result', 'trustee-key', 'trustee-share')),
  to_address text not null,
  to_name text not null,
  election_id text references election,
  roll_entry_id uuid references roll_entry,
  -- Facts that are no secret: a tracker, a height.
  facts jsonb not null default '{}',
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  tries int not null default 0,
  error text,
  queued_at timestamptz not null,
  sent_at timestamptz
);
create index mail_election on mail (election_id, kind, state);
create index mail_roll_entry on mail (roll_entry_id, queued_at);

-- A code or token that a waiting mail must carry; erased in the transaction that marks the mail as sent.
create table mail_secret (
  mail_id uuid primary key references mail,
  secret jsonb not null
);

-- Where no SMTP server is configured: what would have been sent.
create table mailbox_message (
  id uuid primary key,
  serial bigint generated always as identity unique,
  to_address text not null,
  subject text not null,
  text text not null,
  html text not null,
  sent_at timestamptz not null
);
create index mailbox_message_to on mailbox_message (to_address, serial);
