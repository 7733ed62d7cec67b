-- Asked whenever a hub calls: which requests wait for another attempt at one of its devices.
create index requested_service_silent on requested_service (device) where state = 'SILENT';
