package org.meterflow.access;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param freshRegistrationFor variants refused while the registration data they rest on is stale */
@ConfigurationProperties("meterflow.access")
record AccessSettings(@DefaultValue({"6.23", "7.2"}) Set<String> freshRegistrationFor) {}
