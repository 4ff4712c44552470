-- Questions of members to candidates, and their answers. Nothing is edited: a later answer of a candidate replaces the
-- earlier one on the page, and both are kept.
create table candidate_question (
  id uuid primary key default gen_random_uuid(),
  election_id text not null references election,
  contest_id uuid not null references contest (id) on delete cascade,
  -- Whom it is for; null: all candidates of the contest. Refers to nobody: a draft's candidates are written anew.
  candidate_id uuid,
  person_id uuid not null references person,
  text text not null check (text <> ''),
  asked_at timestamptz not null,
  -- Taken off the page by an officer, with the reason for whoever asks.
  hidden_at timestamptz,
  hidden_why text,
  check ((hidden_at is null) = (hidden_why is null))
);
create index candidate_question_election on candidate_question (election_id, asked_at);
create index candidate_question_person on candidate_question (person_id);

create table candidate_answer (
  id bigint generated always as identity primary key,
  question_id uuid not null references candidate_question on delete cascade,
  candidate_id uuid not null,
  -- Markdown.
  text text not null check (text <> ''),
  answered_at timestamptz not null
);
create index candidate_answer_question on candidate_answer (question_id, candidate_id, id);

-- A kind of mail more than were known before, whichever they are.
do $$
declare
  kinds text := (select substring(pg_get_constraintdef(oid) from 7) from pg_constraint
    where conrelid = 'mail'::regclass and conname = 'mail_kind_check');
begin
  alter table mail drop constraint mail_kind_check;
  execute 'alter table mail add constraint mail_kind_check check (' || kinds || ' or kind = ''candidate-questions'')';
end $$;

insert into retention (category, position, basis, kept_for, action) values
  ('Questions that you asked candidates, and answers that you gave as one', 8,
    'Needed only for the election', 'Until you ask for erasure', 'erased');
