package se.salesbyte.bridge.source;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where a field stands in a YAML text. */
final class YamlPlace {
    private YamlPlace() {}

    /**
     * The place of that field, or of the last on the way to it that is there, as {@code :line:column}, both from 1.
     *
     * @param path names, and places in lists counted from 0
     */
    static String of(String yaml, List<String> path) {
        try {
            Node node = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            Mark mark = node == null ? null : node.getStartMark();
            for (String step : path) {
                Optional<NodeTuple> field = field(node, step);
                Node inside = field.map(NodeTuple::getValueNode).orElse(null);
                if (node instanceof SequenceNode list
                        && step.matches("\\d+")
                        && Integer.parseInt(step) < list.getValue().size()) {
                    inside = list.getValue().get(Integer.parseInt(step));
                }
                if (inside == null) {
                    break;
                }
                mark = field.map(NodeTuple::getKeyNode).orElse(inside).getStartMark();
                node = inside;
            }
            return mark == null ? ":1:1" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
        } catch (YAMLException notYaml) {
            return ":1:1";
        }
    }

    private static Optional<NodeTuple> field(Node node, String name) {
        return node instanceof MappingNode fields
                ? fields.getValue().stream()
                        .filter(field -> field.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals(name))
                        .findFirst()
                : Optional.empty();
    }
}
