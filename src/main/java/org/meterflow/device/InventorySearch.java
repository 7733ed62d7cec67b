package org.meterflow.device;

import java.util.List;
import org.springframework.stereotype.Component;

/** Looks in the inventory for systems: what shares a hub is found together. */
@Component
class InventorySearch {

    private final DeviceRows rows;

    InventorySearch(DeviceRows rows) {
        this.rows = rows;
    }

    List<Device> systems(InventoryQuery query) {
        if (query instanceof InventoryQuery.ByPremises premises) {
            return systems("uprn = ?", premises.uprn());
        }
        if (query instanceof InventoryQuery.ByDevice one) {
            return systems("id = ?", one.device().value());
        }
        if (query instanceof InventoryQuery.ByMeterPoint point) {
            String mpxn = point.mpxn().value();
            return systems("import_mpxn = ? or export_mpan = ?", mpxn, mpxn);
        }
        InventoryQuery.ByAddress address = (InventoryQuery.ByAddress) query;
        return systems(
                "upper(replace(postcode, ' ', '')) = upper(replace(?, ' ', ''))"
                        + " and upper(trim(address_identifier)) = upper(trim(?))",
                address.postcode(),
                address.addressIdentifier());
    }

    private List<Device> systems(String condition, Object... parameters) {
        List<Device> matching = rows.where(condition, parameters);
        String[] ids = matching.stream().map(device -> device.id().value()).toArray(String[]::new);
        String[] networks = matching.stream()
                .map(Device::network)
                .filter(hub -> hub != null)
                .map(String::valueOf)
                .toArray(String[]::new);
        return rows.where("id = any(?) or id = any(?) or hub = any(?)", ids, networks, networks);
    }
}
