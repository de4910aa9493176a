package se.salesbyte.bridge.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a table of one database against the same of another, column by column, both read in the order of its key. A
 * difference is told by table, key and column: values may be a person's.
 */
final class CompareTable {
    private static final int TOLD = 20;

    private final Connection source;
    private final Connection target;
    private final MoveProgress progress;
    private final Consumer<String> tell;

    /** @param target does not commit by itself, and so is not read all at once */
    CompareTable(Connection source, Connection target, MoveProgress progress, Consumer<String> tell) {
        this.source = source;
        this.target = target;
        this.progress = progress;
        this.tell = tell;
    }

    /**
     * What came of it.
     *
     * @param rows how many the source has
     * @param different how many rows are not there, are there beside them, or have another value
     */
    record Result(long rows, long different) {}

    /** Reads both to the end; tells the first differences. */
    Result compare(MovedTable table) throws SQLException {
        List<MovedColumn> columns = table.columns(source, target);
        try (MovedRows here = new MovedRows(table, columns, source);
                MovedRows there = new MovedRows(table, columns, target)) {
            return new Merge(table, columns).compare(here, there);
        } finally {
            target.rollback(); // it only read
        }
    }

    /** Goes through both sides at once. */
    private final class Merge {
        private final MovedTable table;
        private final List<MovedColumn> columns;
        private final int[] key;
        private long rows;
        private long different;

        Merge(MovedTable table, List<MovedColumn> columns) {
            this.table = table;
            this.columns = columns;
            List<String> names = columns.stream().map(MovedColumn::name).toList();
            this.key = table.key().stream().mapToInt(names::indexOf).toArray();
        }

        Result compare(MovedRows source, MovedRows target) throws SQLException {
            List<@Nullable Object> here = source.next();
            List<@Nullable Object> there = target.next();
            while (here != null || there != null) {
                int order = here == null ? 1 : there == null ? -1 : byKey(here, there);
                if (here != null && order < 0) {
                    differs(here, "is missing in the database");
                } else if (there != null && order > 0) {
                    differs(there, "is in the database alone");
                } else if (here != null && there != null) {
                    compareValues(here, there);
                }
                if (order <= 0) {
                    rows++;
                    here = source.next();
                }
                if (order >= 0) {
                    there = target.next();
                }
                progress.at("compared", table.name(), rows);
            }
            if (different > TOLD) {
                tell.accept(table.name() + ": and " + (different - TOLD) + " rows more");
            }
            return new Result(rows, different);
        }

        private void compareValues(List<@Nullable Object> here, List<@Nullable Object> there) {
            List<String> others = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                if (!Objects.deepEquals(here.get(i), there.get(i))) {
                    others.add(columns.get(i).name());
                }
            }
            if (!others.isEmpty()) {
                differs(here, "differs in " + String.join(", ", others));
            }
        }

        private void differs(List<@Nullable Object> row, String how) {
            if (++different <= TOLD) {
                List<String> values =
                        Arrays.stream(key).mapToObj(i -> shown(row.get(i))).toList();
                tell.accept(table.name() + " " + String.join(" ", values) + ": " + how);
            }
        }

        private int byKey(List<@Nullable Object> here, List<@Nullable Object> there) {
            for (int i : key) {
                int order = order(here.get(i), there.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
    }

    /** As both databases sort: texts by their bytes in UTF-8. */
    private static int order(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Long number && other instanceof Long second) {
            return number.compareTo(second);
        }
        return Arrays.compareUnsigned(bytes(one), bytes(other));
    }

    private static byte[] bytes(@Nullable Object value) {
        return value instanceof byte[] bytes ? bytes : String.valueOf(value).getBytes(UTF_8);
    }

    private static String shown(@Nullable Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }
}
