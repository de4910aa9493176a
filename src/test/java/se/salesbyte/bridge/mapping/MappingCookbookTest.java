package se.salesbyte.bridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import se.salesbyte.bridge.payload.Split;
import se.salesbyte.bridge.payload.SplitEvent;
import se.salesbyte.bridge.salesbyte.CreateLeadRequest;
import se.salesbyte.bridge.salesbyte.LeadDefaults;
import se.salesbyte.bridge.salesbyte.MappedLead;
import se.salesbyte.bridge.salesbyte.PhoneNumbers;
import se.salesbyte.bridge.salesbyte.Profile;
import se.salesbyte.bridge.salesbyte.Profiles;
import se.salesbyte.bridge.testing.Recipe;

/**
 * The page of mapping recipes, run by the letter: in each section an event ({@code json}), a mapping ({@code jsonata}) and a
 * lead ({@code json}) for each event in the body. A {@code yaml} block before them is the route's beginning; its
 * {@code split} counts.
 */
class MappingCookbookTest {
    private static final PhoneNumbers PHONES = PhoneNumbers.in("SE");
    private static final Pattern SPLIT = Pattern.compile("(?m)^ +split: (\\S+)$");
    private static final Profiles PROFILES = Profiles.of(profile("main"), Map.of("norway", profile("norway")), PHONES);

    @TempDir
    Path home;

    @TestFactory
    Stream<DynamicTest> givesTheLeadsThatThePageShows() {
        return Recipe.of("mapping-cookbook.md").stream()
                .map(recipe -> dynamicTest(
                        recipe.title(), () -> assertThat(made(recipe)).isEqualTo(shown(recipe))));
    }

    @Test
    void answersTwentyQuestionsAndMore() {
        assertThat(Recipe.of("mapping-cookbook.md"))
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(recipe -> {
                    assertThat(recipe.blocks("jsonata")).as(recipe.title()).hasSize(1);
                    assertThat(recipe.blocks("json")).as(recipe.title()).hasSizeGreaterThanOrEqualTo(2);
                    assertThat(recipe.blocks().stream().map(Recipe.Block::kind)).isSubsetOf("yaml", "json", "jsonata");
                });
    }

    private static Profile profile(String uuid) {
        return new Profile(uuid, "7", Map.of("type", "website"));
    }

    private static List<Map<String, @Nullable Object>> shown(Recipe recipe) throws JsonProcessingException {
        List<Map<String, @Nullable Object>> leads = new ArrayList<>();
        for (String lead :
                recipe.blocks("json").subList(1, recipe.blocks("json").size())) {
            leads.add(Json.object(lead));
        }
        return leads;
    }

    private List<Map<String, @Nullable Object>> made(Recipe recipe) throws JsonProcessingException {
        Mapping mapping =
                new TestMappings(home).write("recipe", recipe.blocks("jsonata").get(0));
        return split(recipe).eventsIn(Json.object(recipe.blocks("json").get(0))).stream()
                .map(SplitEvent::tree)
                .map(mapping::apply)
                .map(MappingCookbookTest::lead)
                .toList();
    }

    private static Split split(Recipe recipe) {
        Function<String, Optional<String>> found = yaml -> {
            Matcher split = SPLIT.matcher(yaml);
            return split.find() ? Optional.of(split.group(1)) : Optional.empty();
        };
        return recipe.blocks("yaml").stream()
                .flatMap(yaml -> found.apply(yaml).stream())
                .findFirst()
                .map(Split::at)
                .orElse(Split.NONE);
    }

    /** What is sent, without what a lead has that says nothing but a name; with what the bridge keeps to itself. */
    private static Map<String, @Nullable Object> lead(Map<String, @Nullable Object> mapped) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(mapped);
        Optional<String> skip = MappedLead.skipReason(fields);
        if (skip.isPresent()) {
            return Map.of("skip", skip.get());
        }
        fields.remove("skip");
        CreateLeadRequest request = PROFILES.complete(MappedLead.of(fields, PHONES), LeadDefaults.NONE, null);
        Map<String, @Nullable Object> sent = new LinkedHashMap<>(request.fields());
        Map<String, @Nullable Object> common = PROFILES.complete(
                        MappedLead.of(Map.of("customer_name", "Anybody"), PHONES), LeadDefaults.NONE, request.profile())
                .fields();
        sent.entrySet()
                .removeIf(field -> !field.getKey().equals("customer_name")
                        && common.containsKey(field.getKey())
                        && Objects.equals(common.get(field.getKey()), field.getValue()));
        if (request.profile() != null) {
            sent.put("profile", request.profile());
        }
        if (!request.reference().isEmpty()) {
            sent.put("reference", request.reference());
        }
        return sent;
    }
}
