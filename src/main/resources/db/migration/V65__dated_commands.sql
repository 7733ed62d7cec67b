-- When a device itself carries out what it accepted; null for at once.
alter table meter_command add takes_effect_at timestamptz;
