-- A contest may be between several texts, of which none may win.
alter table contest
  drop constraint contest_kind_check,
  add constraint contest_kind_check check (kind in ('people', 'motion', 'options')),
  -- `OptionsText` of schema.ts has the shape; the texts are candidates.
  add column options jsonb,
  add check ((kind = 'options') = (options is not null));

alter table candidate
  -- Of an option: how many ballots for it there must be for each against it; `Majority` of schema.ts has the shape.
  add column majority jsonb,
  -- None of the above: nobody, and the last on the ballot. It comes with the freeze.
  add column is_default boolean not null default false;
create unique index candidate_default on candidate (election_id, contest) where is_default;
