-- How much of a day of birth is known. Papers often say 1985.03 alone: `born` is then the last day of the month, so that nobody
-- counts as older than is certain, and what is shown is the month.
alter table person add column born_known text not null default 'day' check (born_known in ('day', 'month', 'year'));
-- What the journal would put back knows it as well.
update register_change c set images = (
  select jsonb_agg(case when i->>'of' <> 'self' then i else i || jsonb_build_object(
      'before', coalesce((select jsonb_agg(r || '{"born_known": "day"}' order by k) from jsonb_array_elements(i->'before') with ordinality b(r, k)), '[]'),
      'after', coalesce((select jsonb_agg(r || '{"born_known": "day"}' order by k) from jsonb_array_elements(i->'after') with ordinality a(r, k)), '[]')) end order by n)
  from jsonb_array_elements(c.images) with ordinality e(i, n))
where c.images @> '[{"of": "self"}]';
