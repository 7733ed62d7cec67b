-- How a command reaches its device: null through a hub, COSEM over a connection of its own.
alter table meter_command add line text;
create index meter_command_direct on meter_command (priority, id) where state = 'QUEUED' and line is not null;
