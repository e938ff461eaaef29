-- Which post signs is the charter's word. Who holds a sole post above may be known below: a village must see that the town's
-- signature is that of somebody who has left.
drop policy post_above on post;
create policy post_above on post for select to jiceng_app
  using (region = nullif(current_setting('jiceng.region', true), '')::int and sole is not null
    and left(nullif(current_setting('jiceng.scope', true), ''), length(seat)) = seat);
