-- A box that was cut off before the two had decided is asked for anew when the case comes to it again.
alter table approval add column visit text not null default '';

create unique index approval_of_visit on approval (parent_process, parent_case, box, visit) where visit <> '';
