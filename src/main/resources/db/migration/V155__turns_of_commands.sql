-- Whose turn it is, in the order in which commands go.
create index meter_command_turn on meter_command (priority, id) where state = 'QUEUED' and line is null;

-- That of deadlines is for deadlines only: while statistics say that nothing waits, any index of what waits looks as good as that
-- of a device's queue, and this one would be read from end to end for each command. What asks for a deadline implies that there is one.
drop index meter_command_deadline;
create index meter_command_deadline on meter_command (deadline) where state = 'QUEUED' and deadline is not null;
