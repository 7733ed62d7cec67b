-- What somebody has typed into a task's form and not sent yet: theirs alone, wherever they sign in.
create table task_draft (
    person   text        not null,
    task     text        not null,
    answers  jsonb       not null,
    version  int         not null,
    saved_at timestamptz not null,
    primary key (person, task)
);
create index task_draft_by_age on task_draft (saved_at);

-- What was answered in a task, in the words of its form at that time. Who and when the engine knows.
create table task_answer (
    task     text not null,
    position int  not null,
    question text not null,
    answer   text not null,
    primary key (task, position)
);
create trigger task_answer_is_append_only
    before update or delete or truncate on task_answer
    for each statement execute function refuse_change();
