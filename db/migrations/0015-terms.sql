-- How somebody came into a seat between elections: the vote, or the reason. Public, as the term is.
alter table term add column note text not null default '';

-- Whoever writes a term takes turns at the seat, and no two people hold one seat on one day, whichever part of the program
-- wrote it. A term that was left before it began is none.
create function refuse_shared_seat() returns trigger language plpgsql as $$
declare
  last_day date := coalesce(new.left_on, new.ends_on, 'infinity');
begin
  perform from seat where id = new.seat_id for update;
  if last_day >= new.starts_on and exists (
    select from term
    where seat_id = new.seat_id and id <> new.id
      and coalesce(left_on, ends_on, 'infinity') >= starts_on
      and starts_on <= last_day and coalesce(left_on, ends_on, 'infinity') >= new.starts_on
  ) then
    raise exception 'somebody holds this seat in that time' using errcode = 'exclusion_violation';
  end if;
  return new;
end $$;
create trigger one_holder before insert or update on term for each row execute function refuse_shared_seat();

-- Another spelling leads to the organisation that it means; what was disclosed under it stays as it was written.
alter table organisation
  add column merged_into uuid references organisation check (merged_into <> id),
  add check (merged_into is null or parent_id is null);

insert into retention (category, position, basis, kept_for, action, kept_columns) values
  ('Seats that you held: your name, the dates, how you came and left', 8, 'Who decided for the organisation, and when, is public history',
    'As long as the organisation exists', 'kept', '{term.name}'),
  ('Employers and other interests that you disclosed', 9, 'Needed only while a limit on them can apply to you', 'Until you ask for erasure', 'erased', '{}');
update retention set kept_columns = kept_columns || '{term.recorded_by}' where position = 7;
