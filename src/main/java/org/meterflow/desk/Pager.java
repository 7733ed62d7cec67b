package org.meterflow.desk;

import java.util.List;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * One page of a list. One row more than fits is asked for, to know whether there is a next page without counting all.
 *
 * @param number counted from 1, as in the address
 */
record Pager(int number, int size, boolean more) {

    static final int SIZE = 50;

    /** @param rows up to {@link #SIZE} + 1 of them */
    static Pager of(int number, List<?> rows) {
        return new Pager(number, SIZE, rows.size() > SIZE);
    }

    /** The rows of a page, of all there are. */
    static <T> List<T> cut(int number, List<T> all) {
        return all.stream().skip((number - 1L) * SIZE).limit(SIZE).toList();
    }

    static <T> List<T> shown(List<T> rows) {
        return rows.subList(0, Math.min(rows.size(), SIZE));
    }

    /** This same list, filter and all, at another page. */
    public String link(int page) {
        return ServletUriComponentsBuilder.fromCurrentRequest()
                .scheme(null)
                .host(null)
                .port(null)
                .replaceQueryParam("page", page)
                .build()
                .toUriString();
    }
}
