-- A note about a movement of money may name somebody: erasure takes the words and leaves amount and date.
drop trigger append_only on payment_entry;
create trigger append_only before update or delete on payment_entry
  for each row execute function refuse_change_but_erasure();
create trigger append_only_truncate before truncate on payment_entry execute function refuse_change();

insert into retention (category, position, basis, kept_for, action, kept_columns) values
  ('What you did in an office: terms of tiers, rules, certified results', 7, 'Whoever decides for others answers for it', 'As long as the organisation exists', 'kept',
    '{tier_terms.made_by,membership_rules.made_by,election.certified_by}');

-- What happens where an address stands whole, and not as a part of a longer one.
create function without_address(words text, address text, instead text) returns text language sql immutable as $$
  select regexp_replace(
    words,
    '(^|[^[:alnum:]._%+-])' || regexp_replace(address, '([.^$*+?()\[\]{}|\\-])', '\\\1', 'g') || '(?![[:alnum:]-]|\.[[:alnum:]])',
    '\1' || instead, 'gi')
$$;
