package se.salesbyte.bridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;

/** All that was measured, and what is made of it: a table, a CSV file, a plot. */
final class Results {
    private final List<Row> rows = new ArrayList<>();
    private final List<String> voids = new ArrayList<>();

    private record Row(String subject, String run, Phase.Result result) {}

    void add(String subject, String run, Phase.Result result) {
        rows.add(new Row(subject, run, result));
    }

    /** A run that lost or doubled something counts for nothing. */
    void voided(String subject, String run, ProviderMain.Faults faults) {
        voids.add(subject + " " + run + ": " + faults);
        rows.removeIf(row -> row.subject().equals(subject) && row.run().equals(run));
    }

    private Measured of(String subject, String phase, ToDoubleFunction<Phase.Result> value) {
        return new Measured(rows.stream()
                .filter(row -> row.subject().equals(subject))
                .map(Row::result)
                .filter(result -> result.phase().name().equals(phase))
                .map(value::applyAsDouble)
                .toList());
    }

    String table() {
        List<String> lines = new ArrayList<>(
                List.of("| figure | plain route | bridge | ratio | must | aim |", "|---|---|---|---|---|---|"));
        String plain = Subject.PLAIN.word();
        compare(lines, "delivered a second, warm", plain, "warm", Phase.Result::deliveredPerSecond, "≥ 0.7", "≥ 1.0");
        compare(
                lines,
                "delivered a second, first 10 s",
                plain,
                "cold",
                Phase.Result::deliveredPerSecond,
                "≥ 0.6",
                "≥ 1.0");
        compare(
                lines,
                "acknowledged a second in a burst",
                plain,
                "burst",
                Phase.Result::acknowledgedPerSecond,
                "≥ 1.0",
                "≥ 1.5");
        compare(lines, "CPU ms a lead, warm", plain, "warm", Phase.Result::cpuMillisPerLead, "≤ 1.5", "≤ 1.1");
        compare(
                lines,
                "to SalesByte at 200/s, p99 ms",
                plain,
                "steady",
                result -> result.untilCalled().p99(),
                "≤ 20 ms",
                "≤ 8 ms");
        compare(lines, "RSS idle, MiB", plain, "idle", Phase.Result::rssMiB, "≤ 180", "≤ 130");
        compare(lines, "RSS at full load, MiB", plain, "warm", Phase.Result::rssMiB, "≤ 320", "≤ 256");
        lines.add("");
        lines.add("| acknowledgement at 200/s, ms | bare fsync loop | bridge | ratio | must | aim |");
        lines.add("|---|---|---|---|---|---|");
        for (String phase : List.of("steady", "steady, SalesByte down", "steady, many waiting")) {
            compare(
                    lines,
                    phase + ": p50",
                    "disk",
                    phase,
                    result -> result.acknowledgement().p50(),
                    "≤ 3",
                    "≤ 2");
            compare(
                    lines,
                    phase + ": p99",
                    "disk",
                    phase,
                    result -> result.acknowledgement().p99(),
                    "≤ 5",
                    "≤ 3");
            compare(
                    lines,
                    phase + ": max",
                    "disk",
                    phase,
                    result -> result.acknowledgement().max(),
                    "≤ 1000 ms",
                    "≤ 200 ms");
            compare(lines, phase + ": RSS, MiB", "", phase, Phase.Result::rssMiB, "", "");
        }
        voids.forEach(line -> lines.add("\nVoid: " + line));
        return String.join("\n", lines) + "\n";
    }

    /** A line, if there is something to say; the disk is the same whatever the bridge does. */
    private void compare(
            List<String> lines,
            String figure,
            String baseline,
            String phase,
            ToDoubleFunction<Phase.Result> value,
            String must,
            String aim) {
        Measured bridge = of(Subject.BRIDGE.word(), phase, value);
        Measured other = of(baseline, baseline.equals("disk") ? "steady" : phase, value);
        if (!bridge.values().isEmpty()) {
            boolean both = !other.values().isEmpty();
            lines.add(String.join(
                    " | ",
                    "| " + figure,
                    both ? other.text() : "",
                    bridge.text(),
                    both ? bridge.dividedBy(other).text() : "",
                    must,
                    aim + " |"));
        }
    }

    /** Writes {@code results.md}, {@code results.csv} and {@code results.svg} there. */
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("results.md"), table());
            Files.writeString(folder.resolve("results.csv"), csv());
            plot(folder.resolve("results"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String csv() {
        StringBuilder csv = new StringBuilder(
                "subject,run,phase,seconds,acknowledged,refused,called_back,delivered_per_s,"
                        + "acknowledged_per_s,cpu_ms,rss_mib,ack_p50_ms,ack_p99_ms,ack_max_ms,called_p50_ms,called_p99_ms,called_max_ms\n");
        for (Row row : rows) {
            Phase.Result result = row.result();
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%s,\"%s\",%.2f,%d,%d,%d,%.1f,%.1f,%d,%.1f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f%n",
                    row.subject(),
                    row.run(),
                    result.phase().name(),
                    result.seconds(),
                    result.acknowledged(),
                    result.refused(),
                    result.calledBack(),
                    result.deliveredPerSecond(),
                    result.acknowledgedPerSecond(),
                    result.cpuMillis(),
                    result.rssMiB(),
                    result.acknowledgement().p50(),
                    result.acknowledgement().p99(),
                    result.acknowledgement().max(),
                    result.untilCalled().p50(),
                    result.untilCalled().p99(),
                    result.untilCalled().max()));
        }
        return csv.toString();
    }

    private void plot(Path file) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(800)
                .height(400)
                .title("Leads a second")
                .yAxisTitle("a second")
                .build();
        for (Subject subject : Subject.values()) {
            String word = subject.word();
            Measured cold = of(word, "cold", Phase.Result::deliveredPerSecond);
            Measured warm = of(word, "warm", Phase.Result::deliveredPerSecond);
            Measured burst = of(word, "burst", Phase.Result::acknowledgedPerSecond);
            if (!cold.values().isEmpty() && !burst.values().isEmpty()) {
                chart.addSeries(
                        word,
                        List.of("delivered, first 10 s", "delivered, warm", "acknowledged, burst"),
                        List.of(cold.median(), warm.median(), burst.median()));
            }
        }
        if (!chart.getSeriesMap().isEmpty()) {
            VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
        }
    }
}
