package org.meterflow.messages;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.regex.Pattern;

/**
 * The patterns of JSON Schemas, whose {@code $} is the end of the text and nothing else (ECMA-262). Java's stands before a
 * final line break too, so that a name with one would pass.
 */
final class SchemaExpressions implements RegularExpressionFactory {

    private static final String END = "\\z";

    @Override
    public RegularExpression getRegularExpression(String expression) {
        Pattern pattern = Pattern.compile(inJava(expression));
        return text -> pattern.matcher(text).find();
    }

    static String inJava(String expression) {
        StringBuilder java = new StringBuilder(expression.length() + END.length());
        boolean inClass = false;
        for (int at = 0; at < expression.length(); at++) {
            char each = expression.charAt(at);
            if (each == '\\' && at + 1 < expression.length()) {
                java.append(each).append(expression.charAt(++at));
            } else if (each == '$' && !inClass) {
                java.append(END);
            } else {
                inClass = each == '[' || (inClass && each != ']');
                java.append(each);
            }
        }
        return java.toString();
    }
}
