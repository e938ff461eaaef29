-- Which post signs for an organization is the charter's word, written beside each holder: a policy reads the row's own columns.
alter table post add column signs boolean not null default false;
alter table post alter column signs drop default;
update post set signs = true where post = 'secretary';
-- What the journal would put back knows it as well.
update register_change set images = regexp_replace(
  replace(images::text, '"post": "secretary", "sole"', '"post": "secretary", "signs": true, "sole"'),
  '"post": "(\w+)", "sole"', '"post": "\1", "signs": false, "sole"', 'g')::jsonb;

-- Who signs above may be known below: a village must see that the town's signature is that of somebody who has left.
drop policy post_above on post;
create policy post_above on post for select to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int and signs
    and left(nullif(current_setting('jiceng.scope', true), ''), length(seat)) = seat);
