-- How far a demonstration's clock is ahead of the wall's. One row; a production installation never changes it.
create table platform_clock (
    only_row     boolean primary key default true check (only_row),
    ahead_millis bigint not null
);

insert into platform_clock (ahead_millis) values (0);
