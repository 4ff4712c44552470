-- Votes of a body by roll call: each mark is somebody's, and everybody can see it.
create table open_vote (
  id uuid primary key default gen_random_uuid(),
  body_id uuid not null references body,
  title text not null check (title <> ''),
  -- Markdown; `replaces` is the text in force, empty where there is none.
  text text not null check (text <> ''),
  replaces text not null,
  mover_id uuid not null references person,
  seconder_id uuid not null references person check (seconder_id <> mover_id),
  -- In a meeting of this day; or without one, between these instants, as promised in a zone.
  meeting_on date,
  zone text,
  opens_local text,
  opens_at timestamptz,
  closes_local text,
  closes_at timestamptz,
  -- Who sees it: everybody; the body and the office until it is decided; or those for ever, unless it is adopted.
  visibility text not null check (visibility in ('public', 'until-decided', 'unless-adopted')),
  drafted_at timestamptz not null,
  -- When it was put to the vote: from then on its text stays as it is, and this is the text's hash.
  put_at timestamptz,
  text_hash text,
  -- When who votes and by which rule was written down.
  opened_at timestamptz,
  -- `OpenVoteRule` of schema.ts has the shape.
  rule jsonb,
  reminded_at timestamptz,
  check (num_nulls(zone, opens_local, opens_at, closes_local, closes_at) = case when meeting_on is null then 0 else 5 end),
  check (closes_at > opens_at),
  check ((put_at is null) = (text_hash is null)),
  check ((opened_at is null) = (rule is null)),
  check (opened_at is null or put_at is not null)
);
create index open_vote_due on open_vote (opens_at) where put_at is not null and opened_at is null;
create index open_vote_body on open_vote (body_id);

-- Who votes: whoever held a seat of the body on the day of the opening, under the name of that day.
create table open_vote_member (
  vote_id uuid not null references open_vote,
  person_id uuid not null references person,
  name text not null,
  primary key (vote_id, person_id)
);
create index open_vote_member_person on open_vote_member (person_id);
create trigger append_only before update or delete or truncate on open_vote_member execute function refuse_change();

-- Every mark that was ever made; the last of a member counts.
create table open_vote_mark (
  id bigint primary key generated always as identity,
  vote_id uuid not null,
  person_id uuid not null,
  mark text not null check (mark in ('aye', 'nay', 'abstain', 'recused', 'absent')),
  at timestamptz not null,
  -- The member, or the officer who recorded the roll call.
  made_by uuid not null references person,
  -- A JWS of the vote, the text's hash, the member, the mark and the time.
  signature text not null,
  foreign key (vote_id, person_id) references open_vote_member
);
create index open_vote_mark_vote on open_vote_mark (vote_id, id);
create trigger append_only before update or delete or truncate on open_vote_mark execute function refuse_change();

-- What members say about how they were recorded in a meeting.
create table open_vote_objection (
  id bigint primary key generated always as identity,
  vote_id uuid not null,
  person_id uuid not null,
  note text not null check (note <> ''),
  at timestamptz not null,
  foreign key (vote_id, person_id) references open_vote_member
);
create index open_vote_objection_vote on open_vote_objection (vote_id, id);
create trigger append_only before update or delete or truncate on open_vote_objection execute function refuse_change();

insert into retention (category, position, basis, kept_for, action, kept_columns) values
  ('Votes of a body that you took part in: your name, your marks, what you said about them', 9,
    'Who decided for the organisation, and how, is history that others must be able to check',
    'As long as the organisation exists', 'kept',
    '{open_vote.title,open_vote.text,open_vote.replaces,open_vote_member.name,open_vote_mark.signature,open_vote_objection.note}');

-- The kinds of mail that were known before, whichever they are, and those of open votes.
do $$
declare
  kinds text := (select substring(pg_get_constraintdef(oid) from 7) from pg_constraint
    where conrelid = 'mail'::regclass and conname = 'mail_kind_check');
begin
  alter table mail drop constraint mail_kind_check;
  execute 'alter table mail add constraint mail_kind_check check (' || kinds ||
    ' or kind in (''open-vote'', ''open-vote-reminder'', ''open-vote-recorded''))';
end $$;
