-- Steps that failed for one cause and that somebody had tried again, and what became of each.
create table failure_retry (
    id       bigint generated always as identity primary key,
    -- It comes with the form: sent twice, it is done once.
    once     uuid        not null unique,
    cause    text        not null,
    process  text        not null,
    element  text        not null,
    sentence text        not null,
    trial    boolean     not null,
    reason   text        not null,
    asked_by text        not null,
    asked_at timestamptz not null,
    ended    timestamptz
);

create index failure_retry_open on failure_retry (id) where ended is null;
create index failure_retry_of_cause on failure_retry (cause, id desc);

create table retried_step (
    retry   bigint not null references failure_retry,
    job     text   not null,
    process text   not null,
    case_id text   not null,
    step    text   not null,
    outcome text   not null default 'WAITING',
    said    text   not null default '',
    primary key (retry, job)
);

create index retried_step_open on retried_step (retry, job) where outcome in ('WAITING', 'RUNNING');
