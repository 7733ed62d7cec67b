package org.meterflow.desk;

import java.util.regex.Pattern;

/** Where to go after a form was posted: a page of this console and never an address that somebody slipped in. */
final class OwnPath {

    private static final Pattern PATH = Pattern.compile("/(?!/)[A-Za-z0-9_.~%:/-]*(?:\\?[A-Za-z0-9_.~%:&=+-]*)?");

    private OwnPath() {}

    static String of(String path) {
        return isOne(path) ? path : "/";
    }

    static boolean isOne(String path) {
        return PATH.matcher(path).matches();
    }
}
