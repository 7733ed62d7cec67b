-- All the devices a hub has announced: the inventory may come to see some of them behind it only while it is connected.
alter table hub_connection add announced text[] not null default '{}';
