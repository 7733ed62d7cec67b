package org.meterflow.onboarding;

import org.meterflow.device.Product;
import org.meterflow.device.ProductList;
import org.meterflow.market.Market;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Enters what a file's devices are into the product list: what is installed has been certified. */
@Component
class ProductWriter {

    private final ProductList list;

    ProductWriter(ProductList list) {
        this.list = list;
    }

    @Transactional
    public void write(Market market) {
        market.products()
                .forEach((type, product) -> list.enter(new Product(
                        type, product.manufacturer(), product.model(), product.firmware(), product.specification())));
    }
}
