package se.salesbyte.bridge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.salesbyte.bridge.camel.KaotoCatalog;

/** {@code kaoto <folder>}: adds what routes of the bridge are made of to a catalog of Kaoto. */
@Command(
        name = "kaoto",
        description =
                "Add lead:, outbox:, the data types and Kamelets to a catalog of Kaoto, the editor of Camel routes.",
        footer = "Needs no running bridge. How to get Kaoto's catalog and point Kaoto to it: src/main/docs/kaoto.md")
final class Kaoto implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "<folder>",
            description = "Kaoto's own catalog: dist/camel-catalog of the npm package @kaoto/camel-catalog.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        String name = new KaotoCatalog(folder).add();
        PrintWriter out = spec.commandLine().getOut();
        out.println("Added: " + name);
        out.println(
                "Serve the folder by HTTP, set kaoto.catalog.url to its index.json, and choose that catalog in Kaoto.");
        out.flush();
        return 0;
    }
}
