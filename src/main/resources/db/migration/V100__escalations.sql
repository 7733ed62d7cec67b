-- How much of its time a task had used up when it was looked at: a row for each share that it has passed, once.
create table task_escalation (
    task_id     text        not null,
    share       integer     not null,
    process     text        not null,
    case_id     text        not null,
    title       text        not null,
    teams       text        not null,
    due         timestamptz not null,
    reached_at  timestamptz not null,
    primary key (task_id, share)
);

create index task_escalation_of_case on task_escalation (process, case_id);
