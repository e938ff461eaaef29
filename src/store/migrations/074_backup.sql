-- Backups: the public key to which they are sealed by night and where they go, and what became of each. Of this machine: an archive
-- holds neither. Only the owner's door reads them.

create table backup_key (
  region int not null,
  -- In the age format; the private half was shown once and is kept nowhere here.
  recipient text not null,
  -- Where the nightly ones go; null where there are none.
  folder text,
  made_at timestamptz not null,
  primary key (region)
);

create table backup (
  region int not null,
  id uuid not null,
  begun_at timestamptz not null,
  -- Null until it is whole.
  ended_at timestamptz,
  -- The night for which it was made; null for one that somebody asked for.
  night date,
  file text,
  size bigint,
  digest text collate "C",
  -- Why it came to nothing, in both languages.
  fault jsonb,
  primary key (region, id)
);
-- One for each night, whoever makes it: whatever restarts, no two servers make the same.
create unique index backup_night on backup (region, night);

alter table backup_key enable row level security;
alter table backup enable row level security;
