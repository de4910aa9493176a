package se.salesbyte.bridge.bench;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/**
 * What one figure came to in each round.
 *
 * @param values at least one
 */
record Measured(List<Double> values) {
    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** To the other, round by round. */
    Measured dividedBy(Measured other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
            ratios.add(values.get(i) / other.values.get(i));
        }
        return new Measured(ratios);
    }

    /** The median, and the least and most if there are several. */
    String text() {
        DoubleSummaryStatistics all =
                values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return values.size() == 1
                ? text(median())
                : text(median()) + " (" + text(all.getMin()) + "–" + text(all.getMax()) + ")";
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
