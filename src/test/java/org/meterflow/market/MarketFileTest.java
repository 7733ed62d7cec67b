package org.meterflow.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketFileTest {

    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    Path folder;

    @Test
    void a_file_longer_than_any_market_is_refused_and_the_sentence_says_how_long_it_may_be() throws IOException {
        Path file = market(17 * MEGABYTE);

        assertThatThrownBy(() -> Market.load(file.toString(), 0))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("The market '" + file + "' cannot be read: it is longer than 16 MB");
    }

    @Test
    void a_file_as_long_as_one_that_may_be_brought_in_through_the_console_is_read() throws IOException {
        assertThat(Market.load(market(15 * MEGABYTE).toString(), 0).name()).isEqualTo("Long");
    }

    private Path market(int length) throws IOException {
        String remark = "# " + "x".repeat(1021) + "\n";
        return Files.writeString(folder.resolve("market.yaml"), remark.repeat(length / 1024) + "name: Long\n");
    }
}
