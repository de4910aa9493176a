package se.salesbyte.bridge.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The provider, in a process of its own: goes through its phases and prints the {@link Phase.Result} of each as a line of
 * JSON, and in the end what was lost or doubled.
 */
public final class ProviderMain {
    static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();

    private static final int CONNECTIONS = 256;
    private static final Duration MOST_SILENCE = Duration.ofSeconds(30);

    private final Provider provider;
    private final URI salesByte;
    private final List<Long> subject;
    private final long database;

    private ProviderMain(Provider provider, URI salesByte, List<Long> subject, long database) {
        this.provider = provider;
        this.salesByte = salesByte;
        this.subject = subject;
        this.database = database;
    }

    /**
     * What is wrong with the run; all nought, or it is void.
     *
     * @param lost acknowledged, and not called back or not created
     * @param twice creations of a lead that was created already
     * @param calledBackTwice callbacks that came again
     */
    record Faults(int lost, int twice, int calledBackTwice) {
        static final Faults NONE = new Faults(0, 0, 0);
    }

    /**
     * Goes through the phases.
     *
     * @param args ports of the subject, with commas between them, port for callbacks, port of SalesByte, pids of the
     *     subject, pid of the database's first process or 0, phases
     */
    public static void main(String[] args) {
        List<Integer> ports =
                Arrays.stream(args[0].split(",", -1)).map(Integer::valueOf).toList();
        List<Long> subject =
                Arrays.stream(args[3].split(",", -1)).map(Long::valueOf).toList();
        try (Provider provider = new Provider(ports)) {
            provider.open(CONNECTIONS, Integer.parseInt(args[1]));
            URI salesByte = URI.create("http://127.0.0.1:" + args[2] + "/seen");
            ProviderMain main = new ProviderMain(provider, salesByte, subject, Long.parseLong(args[4]));
            List<Phase> phases = Arrays.stream(args).skip(5).map(Phase::parse).toList();
            phases.forEach(phase -> print(main.go(phase)));
            if (phases.get(phases.size() - 1).kind() == Phase.Kind.DRAIN) {
                print(main.faults());
            }
        }
    }

    private static void print(Object line) {
        try {
            System.out.println(JSON.writeValueAsString(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Phase.Result go(Phase phase) {
        seen(); // from here on it counts anew
        Provider.Counted before = provider.counted();
        ProcessStats used = ProcessStats.of(subject);
        long usedByDatabase = ProcessStats.cpuMillisOfTree(database);
        long usedByAll = ProcessStats.cpuMillisOfMachine();
        long began = System.nanoTime();
        provider.run(provider::reset);
        switch (phase.kind()) {
            case LIVES -> lives(phase);
            case BURST -> burst(phase);
            case RATE -> rate(phase);
            case IDLE -> park(phase.time());
            case DRAIN -> drain();
        }
        Provider.Counted after = provider.counted();
        double seconds = (System.nanoTime() - began) / 1e9;
        ProcessStats now = ProcessStats.of(subject);
        return new Phase.Result(
                phase,
                seconds,
                after.acknowledged() - before.acknowledged(),
                after.refused(),
                after.calledBack() - before.calledBack(),
                after.acknowledgement(),
                seen().untilCalled(),
                now.cpuMillis() - used.cpuMillis(),
                now.rssMiB(),
                ProcessStats.cpuMillisOfTree(database) - usedByDatabase,
                ProcessStats.cpuMillisOfMachine() - usedByAll);
    }

    private void lives(Phase phase) {
        provider.run(() -> {
            int inFlight =
                    provider.counted().acknowledged() - provider.counted().calledBack();
            provider.follow(status -> again(status / 100 != 2), () -> again(true));
            for (int i = inFlight; i < phase.size(); i++) {
                provider.post(Mark.nowMicros());
            }
        });
        park(phase.time());
        provider.run(() -> provider.follow(status -> {}, () -> {}));
    }

    private void burst(Phase phase) {
        provider.run(() -> {
            provider.follow(status -> again(true), () -> {});
            for (int i = 0; i < Math.min(phase.size(), CONNECTIONS); i++) {
                provider.post(Mark.nowMicros());
            }
        });
        park(phase.time());
        provider.run(() -> provider.follow(status -> {}, () -> {}));
    }

    private void again(boolean really) {
        if (really) {
            provider.post(Mark.nowMicros());
        }
    }

    private void rate(Phase phase) {
        long interval = TimeUnit.SECONDS.toNanos(1) / phase.size();
        long began = System.nanoTime();
        long beganMicros = Mark.nowMicros();
        for (long at = 0; at < phase.time().toNanos(); at += interval) {
            for (long wait = began + at - System.nanoTime(); wait > 0; wait = began + at - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            long due = beganMicros + TimeUnit.NANOSECONDS.toMicros(at);
            provider.later(() -> provider.post(due));
        }
        park(Duration.ofMillis(500)); // for the last answers
    }

    private void drain() {
        Provider.Counted last = provider.counted();
        long lastAt = System.nanoTime();
        while (provider.counted().calledBack() < provider.counted().acknowledged()
                && System.nanoTime() - lastAt < MOST_SILENCE.toNanos()) {
            park(Duration.ofMillis(10));
            if (provider.counted().calledBack() > last.calledBack()) {
                last = provider.counted();
                lastAt = System.nanoTime();
            }
        }
    }

    private Faults faults() {
        Provider.Counted counted = provider.counted();
        SalesByteMain.Seen seen = seen();
        int lost = counted.acknowledged() - Math.min(counted.calledBack(), seen.distinct());
        return new Faults(lost, seen.again(), provider.calledBackAgain());
    }

    /** Nothing, while it is down. */
    private SalesByteMain.Seen seen() {
        try {
            return JSON.readValue(
                    HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(salesByte).build(), HttpResponse.BodyHandlers.ofString())
                            .body(),
                    SalesByteMain.Seen.class);
        } catch (ConnectException down) {
            return new SalesByteMain.Seen(0, 0, Latency.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void park(Duration time) {
        try {
            if (new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
