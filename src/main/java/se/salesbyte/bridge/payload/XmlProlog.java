package se.salesbyte.bridge.payload;

/** What stands before the root element of an XML document (XML 1.0, 2.8). */
final class XmlProlog {
    private static final String BLANKS = " \t\r\n";

    private XmlProlog() {}

    /**
     * Refuses a document type before an XML reader sees it: over a broken one the JDK's fails with an exception of its
     * own resources, and prints the trace of another on standard error.
     *
     * @throws UnparseablePayloadException if there is one
     */
    static void refuseDocumentType(String text) {
        int at = behindMarkup(text);
        if (text.startsWith("<!", at)) {
            throw new UnparseablePayloadException("a document type (DOCTYPE) is not taken", placeOf(text, at));
        }
    }

    /** Behind white space, processing instructions and comments; the end if one of them is cut. */
    private static int behindMarkup(String text) {
        int at = 0;
        while (at < text.length()) {
            if (BLANKS.indexOf(text.charAt(at)) >= 0) {
                at++;
            } else if (text.startsWith("<?", at)) {
                at = behind(text, "?>", at + 2);
            } else if (text.startsWith("<!--", at)) {
                at = behind(text, "-->", at + 4);
            } else {
                break;
            }
        }
        return at;
    }

    private static int behind(String text, String end, int from) {
        int at = text.indexOf(end, from);
        return at < 0 ? text.length() : at + end.length();
    }

    private static String placeOf(String text, int at) {
        long line = 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
        return "line " + line + ", column " + (at - text.lastIndexOf('\n', at));
    }
}
