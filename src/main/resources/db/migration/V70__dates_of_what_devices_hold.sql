-- What devices hold for a date is looked for when the date has passed; replacements of credentials say it in the request.
update meter_command set takes_effect_at = (request ->> 'executeAt')::timestamptz
 where request_type = 'ReplaceSupplierCredentials' and takes_effect_at is null and request ->> 'executeAt' is not null;
create index meter_command_pending_since on meter_command (takes_effect_at) where state = 'PENDING_EXECUTION';
