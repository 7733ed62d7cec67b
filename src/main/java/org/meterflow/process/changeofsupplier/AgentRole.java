package org.meterflow.process.changeofsupplier;

/** What a supplier appoints a company to at a meter point. */
enum AgentRole {
    METERING_EQUIPMENT_MANAGER("meteringEquipmentManager", "metering equipment manager"),
    DATA_SERVICE("dataService", "data service"),
    ASSET_PROVIDER("assetProvider", "asset provider");

    private final String field;
    private final String words;

    AgentRole(String field, String words) {
        this.field = field;
        this.words = words;
    }

    /** Its name in messages. */
    String field() {
        return field;
    }

    String words() {
        return words;
    }
}
