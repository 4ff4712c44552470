-- A member may have no name: an unknown name is empty, and never a reason to leave somebody out.
alter table person drop constraint person_name_check;
alter table person
  add column number bigint generated always as identity unique,
  add column city text not null default '',
  add column country text not null default '',
  -- A duplicate stands aside for the person it was merged into; its events are read as that person's. Undone by null.
  add column merged_into uuid references person check (merged_into <> id),
  add column erased_at timestamptz;
create index person_merged_into on person (merged_into) where merged_into is not null;

-- Addresses that somebody had: search finds people by them, mail never goes to them.
create table former_address (
  person_id uuid not null references person,
  email text not null,
  left_at timestamptz not null,
  primary key (person_id, email)
);
create index former_address_email on former_address (email);

alter table role_grant drop constraint role_grant_role_check;
alter table role_grant
  add constraint role_grant_role_check check (role in ('administrator', 'officer', 'auditor', 'clerk', 'treasurer'));

-- Tiers are data. What a tier means may change: each row holds from its instant on until the next.
create table tier (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,39}$'),
  position int not null,
  made_at timestamptz not null
);
create table tier_terms (
  tier text not null references tier,
  effective_at timestamptz not null,
  terms jsonb not null,
  made_at timestamptz not null,
  made_by text not null,
  primary key (tier, effective_at)
);
create table membership_rules (
  effective_at timestamptz primary key,
  rules jsonb not null,
  made_at timestamptz not null,
  made_by text not null
);

-- What happened to a member, in the order in which it became known. Standing, card and roll are derived from it.
create table member_event (
  id bigint generated always as identity primary key,
  person_id uuid not null references person,
  -- When it was recorded; what it means in time stands in the facts.
  at timestamptz not null,
  kind text not null,
  tier text references tier,
  facts jsonb not null default '{}',
  -- Who recorded it: null is the clock or a provider.
  actor_id uuid references person,
  payment_id uuid,
  import_id uuid
);
create index member_event_person on member_event (person_id, id);
create index member_event_import on member_event (import_id) where import_id is not null;
-- Paid once, active once.
create unique index member_event_payment on member_event (payment_id) where kind = 'period';

-- Only erasure changes what was recorded: it takes personal words out and leaves the rest.
create function refuse_change_but_erasure() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and coalesce(current_setting('quorate.erasing', true), '') = 'on' then return new; end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete on member_event
  for each row execute function refuse_change_but_erasure();
create trigger append_only_truncate before truncate on member_event execute function refuse_change();
create trigger append_only before update or delete or truncate on tier_terms execute function refuse_change();
create trigger append_only before update or delete or truncate on membership_rules execute function refuse_change();
drop trigger append_only on audit_entry;
create trigger append_only before update or delete on audit_entry
  for each row execute function refuse_change_but_erasure();
create trigger append_only_truncate before truncate on audit_entry execute function refuse_change();
alter table audit_entry add column person_id uuid references person;
create index audit_entry_person on audit_entry (person_id) where person_id is not null;

alter table mail drop constraint mail_kind_check;
alter table mail drop constraint mail_state_check;
alter table mail
  add constraint mail_kind_check check (kind in (
    'sign-in', 'ballot', 'receipt', 'result', 'trustee-key', 'trustee-share',
    'application', 'dues-reminder', 'dues-receipt', 'affirmation', 'address-confirm', 'address-notice',
    'list-confirm', 'announcement', 'notice', 'exception')),
  -- withheld: it was due and was not sent; `error` says why.
  add constraint mail_state_check check (state in ('queued', 'sent', 'failed', 'withheld')),
  add column person_id uuid references person;
create index mail_person on mail (person_id, queued_at) where person_id is not null;
create index mail_to_address on mail (to_address, queued_at);
