-- What was announced can still move while the election is a draft: calendars take the newer entry, readers of the feed see
-- that it changed, and the notice of a vote begins anew.
alter table election
  -- How often a moment moved since the dates were announced: SEQUENCE of its calendar entries.
  add column calendar_sequence int not null default 0,
  add column dates_moved_at timestamptz,
  -- When voting or the record date moved last, or the text of a motion changed, after the dates were announced.
  add column notice_renewed_at timestamptz;
