package org.meterflow.process.askdevice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meterflow.gbcs.RequestPart;

/** What stands at a box becomes the body that DUIS has. */
class ServiceBodyTest {

    private static final String SUMMER_MIDNIGHT = "2027-03-31T23:00:00Z";

    @Test
    void a_day_is_that_day_and_not_the_one_before_where_london_is_ahead_of_a_device() {
        RequestPart body = ServiceBody.of(
                PlaceableServices.require("7.9"),
                "<StartDate>" + SUMMER_MIDNIGHT + "</StartDate><RestrictionDateTime>" + SUMMER_MIDNIGHT
                        + "</RestrictionDateTime>");

        assertThat(body.all("StartDate")).extracting(RequestPart::text).containsExactly("2027-04-01");
        assertThat(body.all("RestrictionDateTime"))
                .as("a moment stays one")
                .extracting(RequestPart::text)
                .containsExactly(SUMMER_MIDNIGHT);
    }
}
