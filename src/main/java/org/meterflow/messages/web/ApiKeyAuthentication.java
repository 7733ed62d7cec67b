package org.meterflow.messages.web;

import org.meterflow.messages.ApiClient;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A request made with a valid key; the principal is the {@link ApiClient}. */
class ApiKeyAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient ApiClient client;

    ApiKeyAuthentication(ApiClient client) {
        super(AuthorityUtils.createAuthorityList("API_CLIENT"));
        this.client = client;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public ApiClient getPrincipal() {
        return client;
    }

    @Override
    public String getName() {
        return client.party();
    }
}
