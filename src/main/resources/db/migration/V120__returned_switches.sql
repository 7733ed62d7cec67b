-- A switch back, by which the suppliers of an erroneous transfer return the meter point: which switch it returns, and the case
-- of the step that asked for it.
alter table supplier_change add column returns_switch text references supplier_change (switch_id);
alter table supplier_change add column return_case text unique;

-- The schedules at a meter point's devices when its switch was secured: what may have to be taken up again.
create table switch_schedule (
    switch_id text   not null references supplier_change (switch_id),
    schedule  bigint not null,
    primary key (switch_id, schedule)
);

-- Which ended schedule this one goes on with, where its user's right came back.
alter table schedule add column continues bigint references schedule (id);
create unique index schedule_continued on schedule (continues) where continues is not null;
