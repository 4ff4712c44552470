-- Who is who. An address is kept trimmed, in Unicode NFC and lower case, so that one person cannot be two.
create table person (
  id uuid primary key default gen_random_uuid(),
  name text not null check (name <> ''),
  email text not null unique check (email = lower(email) and email <> ''),
  -- PHC string of argon2id; null: signs in by mailed code only.
  password_hash text,
  made_at timestamptz not null
);

create table role_grant (
  person_id uuid not null references person,
  role text not null check (role in ('administrator', 'officer', 'auditor')),
  granted_at timestamptz not null,
  primary key (person_id, role)
);

-- The truth about who is signed in; the short JWT only points here.
create table session (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  -- SHA-256 of the opaque token in the cookie.
  token_hash text not null unique,
  method text not null check (method in ('code', 'link', 'password', 'set-up')),
  started_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index session_person on session (person_id);

-- person_id is null when nobody has the address: the answer to the asker is the same.
create table sign_in_request (
  id uuid primary key,
  person_id uuid references person,
  code_hash text not null,
  link_hash text not null unique,
  tries int not null default 0,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_request_person on sign_in_request (person_id, made_at);

-- ES256 keys of the access tokens.
create table signing_key (
  kid text primary key,
  private_key text not null,
  made_at timestamptz not null
);

-- The one-time link that makes the first administrator.
create table set_up_link (
  token_hash text primary key,
  made_at timestamptz not null,
  used_at timestamptz
);

-- rate-limiter-flexible's table, made here so that the application needs no right to create tables.
create table rate_limit (
  key varchar(255) primary key,
  points int not null default 0,
  expire bigint
);
