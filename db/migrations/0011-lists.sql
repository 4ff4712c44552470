-- Whether a list is told when voting opens and when a result is certified.
alter table mailing_list add column tells_of_votes boolean not null default false;
update mailing_list set tells_of_votes = true where id = 'votes';

-- What an officer wrote to a list. The page that it is written on makes the id, so that a second press sends nothing again.
create table list_announcement (
  id uuid primary key,
  list_id text not null references mailing_list,
  subject text not null,
  text text not null,
  people int not null,
  made_at timestamptz not null,
  made_by text not null
);
create index list_announcement_list on list_announcement (list_id, made_at);

-- The name and one address on the web are chosen like the other fields.
alter table directory_entry
  add column shows_name boolean not null default true,
  add column link text not null default '' check (link = '' or link like 'https://%');
