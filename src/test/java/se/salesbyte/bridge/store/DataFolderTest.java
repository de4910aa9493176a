package se.salesbyte.bridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private final Path home;

    DataFolderTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void createsTheFolder() {
        try (DataFolder held = DataFolder.lock(home.resolve("new/data"))) {
            assertThat(held).isNotNull();
            assertThat(home.resolve("new/data")).isDirectory();
        }
    }

    @Test
    void refusesASecondHolder() {
        try (DataFolder held = DataFolder.lock(home)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> DataFolder.lock(home))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("in use by another bridge");
        }
    }

    @Test
    void refusesAnotherProcess() throws Exception {
        try (DataFolder held = DataFolder.lock(home)) {
            assertThat(held).isNotNull();
            AcceptingProcess.Running other = AcceptingProcess.start(home);
            assertThat(other.acknowledged()).isEmpty();
            assertThat(other.exitCode()).isEqualTo(AcceptingProcess.FOLDER_IN_USE);
        }
    }

    @Test
    void canBeHeldAgainOnceItIsClosed() {
        DataFolder.lock(home).close();
        DataFolder.lock(home).close();
        assertThat(home).isDirectory();
    }

    @Test
    void saysWhatCannotBeWritten() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> DataFolder.lock(file))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(file + " cannot be written");
    }
}
