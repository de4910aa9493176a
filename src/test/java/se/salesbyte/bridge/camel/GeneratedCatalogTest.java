package se.salesbyte.bridge.camel;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Kaoto and the Camel tools are told of our components: generated, committed, and the same as the annotations. */
class GeneratedCatalogTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(classes = {LeadEndpoint.class, OutboxEndpoint.class})
    void catalogNamesEveryOptionAsAnnotated(Class<?> endpoint) throws IOException {
        assertThat(optionsIn(catalog(endpoint))).isEqualTo(optionsOf(endpoint));
    }

    @ParameterizedTest
    @ValueSource(classes = {LeadEndpoint.class, OutboxEndpoint.class})
    void catalogSaysWhatTheComponentIsFor(Class<?> endpoint) throws IOException {
        UriEndpoint annotated = endpoint.getAnnotation(UriEndpoint.class);
        JsonNode component = catalog(endpoint).path("component");

        assertThat(component.path("title").asText())
                .isEqualTo(annotated.title())
                .isNotBlank();
        assertThat(component.path("syntax").asText()).isEqualTo(annotated.syntax());
        assertThat(component.path("description").asText()).endsWith(".").hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(classes = {LeadEndpoint.class, OutboxEndpoint.class})
    void catalogDescribesEveryOption(Class<?> endpoint) throws IOException {
        assertThat(catalog(endpoint).path("properties").properties()).allSatisfy(option -> {
            assertThat(option.getValue().path("displayName").asText())
                    .as(option.getKey())
                    .isNotBlank();
            assertThat(option.getValue().path("description").asText())
                    .as(option.getKey())
                    .isNotBlank();
        });
    }

    /** The generator runs after the compiler: an option that is new now would work after the next build only. */
    @ParameterizedTest
    @ValueSource(classes = {LeadEndpoint.class, OutboxEndpoint.class})
    void configurerTakesEveryOption(Class<?> endpoint) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            String name = scheme(endpoint) + "-endpoint-configurer";
            PropertyConfigurerGetter configurer = (PropertyConfigurerGetter)
                    PluginHelper.getConfigurerResolver(context).resolvePropertyConfigurer(name, context);

            assertThat(uriParams(endpoint)).isNotEmpty().allSatisfy(field -> assertThat(
                            configurer.getOptionType(field.getName(), false))
                    .as(field.getName())
                    .isEqualTo(field.getType()));
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {JsonataTransformer.class, CreateLeadTransformer.class, AnswerTransformer.class})
    void transformersAreRegisteredUnderTheirNames(Class<?> transformer) throws IOException {
        String name = transformer.getAnnotation(DataTypeTransformer.class).name();
        Properties registered = new Properties();
        try (InputStream in = resource("META-INF/services/org/apache/camel/transformer/" + name.replace(':', '-'))) {
            registered.load(in);
        }

        assertThat(registered.getProperty("class")).isEqualTo(transformer.getName());
    }

    /** What the catalog says of each option: kind, description, and what else people choose by. */
    private static Map<String, String> optionsIn(JsonNode catalog) {
        return new TreeMap<>(catalog.path("properties").properties().stream()
                .collect(toMap(Map.Entry::getKey, option -> told(option.getValue()))));
    }

    private static String told(JsonNode option) {
        boolean path = option.path("kind").asText().equals("path");
        StringBuilder enums = new StringBuilder();
        option.path("enum")
                .forEach(word -> enums.append(enums.isEmpty() ? "" : ",").append(word.asText()));
        return told(
                path,
                option.path("required").asBoolean(),
                option.path("secret").asBoolean(),
                option.path("label").asText(),
                option.path("javaType").asText().startsWith("java.lang") ? enums.toString() : "",
                option.path("description").asText());
    }

    private static Map<String, String> optionsOf(Class<?> endpoint) {
        Map<String, String> options = new TreeMap<>();
        fields(endpoint).forEach(field -> {
            UriPath path = field.getAnnotation(UriPath.class);
            UriParam param = field.getAnnotation(UriParam.class);
            Metadata metadata = field.getAnnotation(Metadata.class);
            boolean required = metadata != null && metadata.required();
            if (path != null) {
                options.put(field.getName(), told(true, required, false, path.label(), "", path.description()));
            } else if (param != null) {
                options.put(
                        field.getName(),
                        told(false, required, param.secret(), param.label(), param.enums(), param.description()));
            }
        });
        return options;
    }

    private static String told(
            boolean path, boolean required, boolean secret, String label, String enums, String description) {
        return "path=" + path + " required=" + required + " secret=" + secret + " label=" + label + " enum=" + enums
                + ": " + description;
    }

    private static Stream<Field> uriParams(Class<?> endpoint) {
        return fields(endpoint).filter(field -> field.isAnnotationPresent(UriParam.class));
    }

    private static Stream<Field> fields(Class<?> type) {
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                .flatMap(one -> Stream.of(one.getDeclaredFields()));
    }

    private static String scheme(Class<?> endpoint) {
        return endpoint.getAnnotation(UriEndpoint.class).scheme();
    }

    private static String catalogName(Class<?> endpoint) {
        return "META-INF/" + endpoint.getPackageName().replace('.', '/') + "/" + scheme(endpoint) + ".json";
    }

    private static JsonNode catalog(Class<?> endpoint) throws IOException {
        try (InputStream in = resource(catalogName(endpoint))) {
            return JSON.readTree(in);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(GeneratedCatalogTest.class.getResourceAsStream("/" + name), name);
    }
}
