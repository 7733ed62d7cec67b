-- What people answered in tasks whose questions stand in the diagram: the latest of each, for the diamonds that follow.
create table case_answer (
    process text        not null,
    case_id text        not null,
    step    text        not null,
    field   text        not null,
    kind    text        not null,
    value   text        not null,
    actor   text        not null,
    at      timestamptz not null,
    primary key (process, case_id, step, field)
);
