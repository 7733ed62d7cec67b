-- A command's rank follows from its service (0 high, 1 normal and 2 low were its asker's choice before).
update meter_command set priority = case priority when 0 then 4 else 6 end;

-- state_variant: the read that shows whether the command took effect; null where a repetition does no harm.
-- state_before: what that read said before the first attempt. state_read_for: the command for whose sake it reads.
-- meant_for: the gas meter whose mirror is asked in its stead.
alter table meter_command
    add column state_variant  text,
    add column state_before   text,
    add column state_read_for bigint references meter_command,
    add column meant_for      text;
create index meter_command_state_read on meter_command (state_read_for) where state_read_for is not null;
