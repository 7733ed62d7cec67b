package org.meterflow.door;

import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/** HTTP at one of the platform's doors. Public, with a constructor without arguments, because the server makes it by name. */
public final class DoorProtocol extends Http11NioProtocol {

    private @Nullable Doorkeeper doorkeeper;

    public DoorProtocol() {
        super(new DoorEndpoint());
    }

    void keptBy(Doorkeeper keeper) {
        doorkeeper = keeper;
        ((DoorEndpoint) getEndpoint()).keptBy(keeper);
    }

    @Override
    public void setAdapter(Adapter adapter) {
        super.setAdapter(doorkeeper == null ? adapter : new Gathering(adapter, doorkeeper));
    }
}
