-- Something done to many tasks at once, and what came of it for each. The id comes with the form: sent twice, it is done once.
create table task_run (
    id     uuid primary key,
    person text        not null,
    act    text        not null,
    at     timestamptz not null
);

create table task_run_row (
    run      uuid    not null references task_run on delete cascade,
    position int     not null,
    task     text    not null,
    name     text    not null,
    about    text    not null,
    done     boolean,
    sentence text,
    primary key (run, position),
    check ((done is null) = (sentence is null))
);
