package se.salesbyte.bridge.camel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in one line what is wrong with a route file, and where. */
final class FaultInRoutes {
    private static final Pattern LINE = Pattern.compile("line[ :]+(\\d+)(?:, column[ :]+(\\d+))?");
    private static final Pattern PARAMETER =
            Pattern.compile("(?:[Uu]nknown parameters=\\[\\{|property: )([A-Za-z.-]+)");

    private static final Pattern NO_SETTING = Pattern.compile("Property with key \\[([\\w.-]+)] not found");
    private static final Pattern NO_COMPONENT = Pattern.compile("No endpoint could be found for: ([\\w+.-]+):");

    private static final Pattern QUERY = Pattern.compile("\\?[^\\s?]*=[^\\s)]*");
    private static final Pattern VALUE = Pattern.compile("([\\w.-]+)=[^\\s\\[{,)}][^,)}\\]]*");

    private final RouteText file;

    private FaultInRoutes(RouteText file) {
        this.file = file;
    }

    static BrokenRoutesException of(RouteText file, Throwable fault) {
        if (fault instanceof BrokenRoutesException told) {
            return told;
        }
        FaultInRoutes in = new FaultInRoutes(file);
        return new BrokenRoutesException(file.file() + in.place(fault) + ": " + reason(fault), fault);
    }

    private String place(Throwable fault) {
        MarkedYamlEngineException yaml = ClassifyFault.find(fault, MarkedYamlEngineException.class);
        if (yaml != null && yaml.getProblemMark().isPresent()) {
            return ":" + (yaml.getProblemMark().get().getLine() + 1) + ":"
                    + (yaml.getProblemMark().get().getColumn() + 1);
        }
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            Matcher told = LINE.matcher(String.valueOf(cause.getMessage()));
            if (told.find()) {
                return ":" + told.group(1) + ":" + (told.group(2) == null ? "1" : told.group(2));
            }
        }
        return endpoint(fault).or(() -> route(fault)).map(file::placeOf).orElse(":1:1");
    }

    /** Where an endpoint is written that cannot be made, or its parameter. */
    private Optional<Integer> endpoint(Throwable fault) {
        ResolveEndpointFailedException failed = ClassifyFault.find(fault, ResolveEndpointFailedException.class);
        NoSuchEndpointException missing = ClassifyFault.find(fault, NoSuchEndpointException.class);
        String uri = failed != null ? failed.getUri() : missing != null ? missing.getUri() : null;
        if (uri == null) {
            return Optional.empty();
        }
        uri = uri.replace("://", ":");
        int query = uri.indexOf('?');
        int place = file.text().indexOf(query < 0 ? uri : uri.substring(0, query));
        Matcher parameter =
                PARAMETER.matcher(String.valueOf(fault.getMessage()) + (failed == null ? "" : failed.getMessage()));
        int named = parameter.find() ? file.text().indexOf(parameter.group(1), Math.max(0, place)) : -1;
        int found = named < 0 ? place : named;
        return found < 0 ? Optional.empty() : Optional.of(found);
    }

    private Optional<Integer> route(Throwable fault) {
        FailedToCreateRouteException failed = ClassifyFault.find(fault, FailedToCreateRouteException.class);
        int place = failed == null ? -1 : file.text().indexOf("id: " + failed.getRouteId());
        return place < 0 ? Optional.empty() : Optional.of(place);
    }

    private static String reason(Throwable fault) {
        MarkedYamlEngineException yaml = ClassifyFault.find(fault, MarkedYamlEngineException.class);
        if (yaml != null) {
            return withoutValues(String.valueOf(yaml.getProblem()));
        }
        PropertyBindingException property = ClassifyFault.find(fault, PropertyBindingException.class);
        if (property != null) {
            return "the parameter " + property.getPropertyName() + " cannot be what is written there";
        }
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof ResolveEndpointFailedException) {
            Matcher parameter = PARAMETER.matcher(String.valueOf(root.getMessage()));
            return parameter.find()
                    ? "the endpoint has no parameter " + parameter.group(1) + ": mend the name"
                    : "there is no such endpoint: mend its address";
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        Matcher setting = NO_SETTING.matcher(message);
        if (setting.find()) {
            return "there is no setting " + setting.group(1)
                    + ": write it into application.properties and restart, or mend the name";
        }
        Matcher component = NO_COMPONENT.matcher(message);
        if (component.find()) {
            return "there is no component " + component.group(1) + " here: mend the address";
        }
        return withoutValues(message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(message.strip()));
    }

    /** An address may hold a secret, and Camel quotes it whole. */
    private static String withoutValues(String message) {
        return VALUE.matcher(QUERY.matcher(message).replaceAll("")).replaceAll("$1");
    }
}
