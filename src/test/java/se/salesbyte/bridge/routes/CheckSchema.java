package se.salesbyte.bridge.routes;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;

/** Route files are what Camel's YAML schema says: stricter than the running Camel, and what editors go by. */
final class CheckSchema {
    private final JsonSchema schema = read();

    Stream<String> faults(RouteFile file) {
        return schema.validate(file.tree()).stream().map(ValidationMessage::getMessage);
    }

    private static JsonSchema read() {
        InputStream json = YamlRoutesBuilderLoader.class.getResourceAsStream("/schema/camelYamlDsl.json");
        return JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(Objects.requireNonNull(json));
    }
}
