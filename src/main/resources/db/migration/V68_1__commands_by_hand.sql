-- Which way a command goes to its device (LINE, HAND, BOTH), and answers that users bring from devices.
alter table meter_command add delivery text not null default 'LINE';
alter table meter_message alter hub drop not null;
alter table meter_message add brought_by text;
