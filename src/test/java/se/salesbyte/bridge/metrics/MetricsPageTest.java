package se.salesbyte.bridge.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.testing.BridgeClient;
import se.salesbyte.bridge.testing.BridgeHome;
import se.salesbyte.bridge.testing.BridgeUnderTest;
import se.salesbyte.bridge.testing.Database;
import se.salesbyte.bridge.testing.FreePort;
import se.salesbyte.bridge.testing.Postgresql;

/**
 * The metrics of a bridge that has seen everything that is counted: the page that describes them, the alert rules and the
 * dashboard go by their names.
 */
@SuppressWarnings("NullAway.Init")
class MetricsPageTest {
    private static final Path DOCS = Path.of("src/main/docs");
    private static final Path RULES = Path.of("src/main/dist/prometheus/alerts.yml");
    private static final Path RULES_TEST = Path.of("src/main/dist/prometheus/alerts-test.yml");
    private static final Path DASHBOARD = Path.of("src/main/dist/grafana/salesbyte-bridge.json");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    private static final Pattern DOCUMENTED =
            Pattern.compile("(?m)^\\| `(bridge_\\w+)` \\| (\\w+) \\| (.*?) \\| (replica|all) \\|");
    private static final Pattern OF_THE_PROCESS =
            Pattern.compile("(?m)^\\| (`(?!bridge_)[a-z_0-9]+`(?:, `[a-z_0-9]+`)*) \\| [^|]+ \\|$");
    private static final Pattern QUOTED = Pattern.compile("`(\\w+)`");

    /** What an expression asks for: a name that is no function, keyword, label or text. */
    private static final Pattern ASKED = Pattern.compile("\\b((?:bridge|disk|process|jvm|logback|system)_\\w+)\\b");

    @TempDir
    static Path folder;

    private static Database database;
    private static BridgeUnderTest bridge;
    private static String page;

    /** A metric as the page of metrics or its description has it; {@code _max} beside a timer is part of that. */
    private record Metric(String type, Set<String> labels) {}

    @BeforeAll
    static void seeEverything() {
        database = Postgresql.database();
        BridgeHome home = new BridgeHome(folder)
                .set("bridge.store.url", database.url())
                .set("bridge.store.user", Database.USER)
                .set("bridge.store.password", Database.PASSWORD)
                .set("salesbyte.api-token", "sandbox")
                .set("bridge.callback.url", "http://127.0.0.1:" + FreePort.find())
                .set("bridge.callback.allow-private", "true")
                .set("bridge.quiet-hours", "21:00-08:00 Europe/Stockholm")
                .set("meta-lead-ads.verify-token", "sandbox");
        bridge = BridgeUnderTest.start(home, Instant.parse("2026-11-20T09:15:00Z"));
        BridgeClient client = bridge.client();
        client.request("GET", "/webhooks/meta-lead-ads?hub.mode=subscribe&hub.verify_token=sandbox&hub.challenge=1");
        client.postForm("wrong", "{}");
        String ada = "{\"name\":\"Ada\",\"email\":\"ada+drop-after-create@example.com\"}";
        String lead = client.postForm("sandbox", ada).leadId();
        client.postForm("sandbox", ada);
        client.awaitState(lead, "delivered");
        bridge.advance(Duration.ofHours(11));
        String late = client.postForm("sandbox", "{\"name\":\"Eve\"}").leadId();
        client.awaitLead(late, held -> held.path("waiting").asText().equals("quiet-hours"));
        System.gc(); // its pauses are told once there was one
        page = await().atMost(Duration.ofSeconds(20))
                .until(() -> client.manage("/observe/metrics").body(), body -> Stream.of(
                                "bridge_leads_waiting{waiting=\"quiet-hours\"} 1.0",
                                "bridge_outbox_failing{outbox=\"callback\"} 1.0",
                                "bridge_messages_total{outbox=\"callback\",result=\"retrying\"}")
                        .allMatch(body::contains));
    }

    @AfterAll
    static void stop() {
        bridge.close();
        database.close();
    }

    @Test
    void describesEachMetricOfOursAndNoneThatIsMissing() throws IOException {
        Map<String, Metric> described = DOCUMENTED
                .matcher(Files.readString(DOCS.resolve("metrics.md")))
                .results()
                .collect(toMap(row -> row.group(1), row -> new Metric(row.group(2), quoted(row.group(3)))));
        assertThat(described).isEqualTo(ours());
    }

    @Test
    void namesMetricsOfTheProcessThatThereAre() throws IOException {
        Set<String> named = OF_THE_PROCESS
                .matcher(Files.readString(DOCS.resolve("metrics.md")))
                .results()
                .flatMap(row -> quoted(row.group(1)).stream())
                .collect(toSet());
        assertThat(named).hasSizeGreaterThan(9);
        assertThat(TYPE.matcher(page).results().map(type -> type.group(1))).containsAll(named);
    }

    @Test
    void namesNobodyInALabel() {
        assertThat(page.lines().filter(line -> line.startsWith("bridge_")))
                .noneMatch(line -> line.matches(".*(Ada|ada|Eve|example).*"));
    }

    @Test
    void alertsAskForMetricsThatThereAre() throws IOException {
        Set<String> asked = new HashSet<>();
        rules().forEach(rule -> asked.addAll(asked(rule.path("expr").asText())));
        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(samples()).containsAll(asked);
    }

    @Test
    void theDashboardAsksForMetricsThatThereAre() throws IOException {
        Set<String> asked = new HashSet<>();
        JsonNode dashboard = JsonMapper.builder().build().readTree(DASHBOARD.toFile());
        dashboard.findValuesAsText("expr").forEach(expression -> asked.addAll(asked(expression)));
        assertThat(asked).hasSizeGreaterThan(25);
        assertThat(samples()).containsAll(asked);
        assertThat(dashboard.path("panels").findValuesAsText("title")).doesNotHaveDuplicates();
    }

    @Test
    void eachAlertSaysWhatToDoAndIsTried() throws IOException {
        String runbook = Files.readString(DOCS.resolve("runbook.md"));
        Set<String> sections = Pattern.compile("(?m)^## (\\w+)$")
                .matcher(runbook)
                .results()
                .map(section -> section.group(1).toLowerCase(Locale.ROOT))
                .collect(toCollection(TreeSet::new));
        String tried = Files.readString(RULES_TEST);
        Set<String> used = new TreeSet<>();
        for (JsonNode rule : rules()) {
            String name = rule.path("alert").asText();
            String line = rule.at("/annotations/runbook").asText();
            assertThat(line).as(name).startsWith("docs/runbook.md#");
            used.add(line.substring(line.indexOf('#') + 1));
            assertThat(rule.at("/labels/severity").asText()).as(name).isIn("critical", "warning");
            assertThat(tried)
                    .as("fires and does not")
                    .containsPattern("alertname: " + name + "\n +exp_alerts: \\[]")
                    .containsPattern("alertname: " + name + "\n +exp_alerts:\n");
        }
        assertThat(used).isEqualTo(sections);
    }

    @Test
    void promtoolTakesRulesAndPage() throws Exception {
        assumeThat(isThere("promtool"))
                .as("promtool, of Debian's package prometheus")
                .isTrue();
        assertThat(promtool("check", "rules", RULES.toString())).contains("SUCCESS");
        assertThat(promtool("test", "rules", RULES_TEST.toString())).contains("SUCCESS");
        Path read = Files.writeString(folder.resolve("metrics.txt"), page);
        ProcessBuilder check = new ProcessBuilder("promtool", "check", "metrics").redirectInput(read.toFile());
        String said = output(check);
        assertThat(said).doesNotContain("error while linting");
        assertThat(said.lines().filter(line -> line.startsWith("bridge_"))).isEmpty();
    }

    private static Map<String, Metric> ours() {
        Map<String, String> types = TYPE.matcher(page)
                .results()
                .filter(type -> type.group(1).startsWith("bridge_"))
                .collect(toMap(type -> type.group(1), type -> type.group(2)));
        types.keySet()
                .removeIf(name -> name.endsWith("_max") && types.containsKey(name.substring(0, name.length() - 4)));
        return types.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, type -> new Metric(type.getValue(), labels(type.getKey()))));
    }

    private static Set<String> labels(String name) {
        Set<String> labels = SAMPLE.matcher(page)
                .results()
                .filter(sample ->
                        sample.group(1).equals(name) || sample.group(1).equals(name + "_count"))
                .map(sample -> sample.group(2) == null ? "" : sample.group(2))
                .flatMap(text -> LABEL.matcher(text).results().map(label -> label.group(1)))
                .collect(toSet());
        return labels;
    }

    private static Set<String> samples() {
        return SAMPLE.matcher(page).results().map(sample -> sample.group(1)).collect(toSet());
    }

    private static Set<String> asked(String expression) {
        return ASKED.matcher(expression.replaceAll("\"[^\"]*\"", ""))
                .results()
                .map(MatchResult::group)
                .collect(toSet());
    }

    private static Set<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map(word -> word.group(1)).collect(toSet());
    }

    private static List<JsonNode> rules() throws IOException {
        JsonNode file = new YAMLMapper().readTree(RULES.toFile());
        List<JsonNode> rules = file.path("groups").findValues("rules").stream()
                .flatMap(list ->
                        Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(list::get))
                .toList();
        assertThat(rules).hasSizeGreaterThan(15);
        return rules;
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static String promtool(String... arguments) throws Exception {
        return output(new ProcessBuilder(
                Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList()));
    }

    private static String output(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }
}
