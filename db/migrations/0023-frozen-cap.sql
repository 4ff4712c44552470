-- The share of the body that one affiliation may hold, as the rules of the election froze it; `of` is the fixed number of
-- seats. Null: the rules set no limit, or the election is a draft and follows its body.
alter table contest add column affiliation_cap jsonb;
