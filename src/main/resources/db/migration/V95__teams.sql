-- Who is in which team, and who was. A row ends when somebody is taken out, and a new one begins when they come back:
-- so it is kept who did a team's tasks, from when to when, and who let them.
create table team_member (
    id       bigint generated always as identity primary key,
    person   text        not null,
    team     text        not null,
    given_at timestamptz not null,
    given_by text        not null,
    taken_at timestamptz,
    taken_by text,
    check ((taken_at is null) = (taken_by is null))
);
create unique index team_member_now on team_member (person, team) where taken_at is null;
create index team_member_of_team on team_member (team) where taken_at is null;
create index team_member_of_person on team_member (person);

-- Until now every operator did every task: none of them loses their work, and administrators see to the rest.
insert into team_member (person, team, given_at, given_by)
select role.user_name, team.name, now(), 'the upgrade'
from desk_user_role role
join desk_user person on person.name = role.user_name and person.enabled
cross join (values ('operations'), ('switching')) team (name)
where role.role = 'OPERATOR';
