package se.salesbyte.bridge.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesTest {
    @Test
    void findsHeadersInAnyCaseAndAllOfThem() {
        Values headers = Values.ofHeaders(Map.of("X-Key", List.of("a", "b")));
        assertThat(headers.all("x-KEY")).containsExactly("a", "b");
        assertThat(headers.first("x-key")).contains("a");
        assertThat(headers.all("x-other")).isEmpty();
        assertThat(headers.first("x-other")).isEmpty();
    }

    @Test
    void readsAQuery() {
        Values query = Values.ofQuery("https://b.example/in?token=a%20b+c&token=d&empty=&flag&x=1=2&bad=%zz&%C3%A5=1");
        assertThat(query.all("token")).containsExactly("a b c", "d");
        assertThat(query.all("empty")).containsExactly("");
        assertThat(query.all("flag")).containsExactly("");
        assertThat(query.all("x")).containsExactly("1=2");
        assertThat(query.all("bad")).containsExactly("%zz");
        assertThat(query.all("å")).containsExactly("1");
        assertThat(query.all("Token")).isEmpty();
    }

    @Test
    void findsNothingInAUrlWithoutQuery() {
        assertThat(Values.ofQuery("https://b.example/in").all("")).isEmpty();
    }
}
