package se.salesbyte.bridge.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One version of a mapping, ready to be applied by any number of threads. */
final class CompiledMapping implements EventMapping {
    private final MappingText text;
    private final Jsonata expression;
    private final boolean isDraft;

    private CompiledMapping(MappingText text, Jsonata expression, boolean isDraft) {
        this.text = text;
        this.expression = expression;
        this.isDraft = isDraft;
    }

    static CompiledMapping of(MappingText text, Clock clock) {
        return of(text, clock, false);
    }

    /** One that is tried while it is being written: what it makes on the way is bounded too. */
    static CompiledMapping draft(MappingText text, Clock clock) {
        return of(text, clock, true);
    }

    private static CompiledMapping of(MappingText text, Clock clock, boolean isDraft) {
        try {
            // the tokenizer falls off the end of a text that ends in a comment
            Jsonata expression = Jsonata.jsonata(text.text() + "\n");
            MappingFunctions.register(expression, clock);
            return new CompiledMapping(text, expression, isDraft);
        } catch (JException malformed) {
            throw new MappingException(
                    text.atTokenBefore(malformed.getLocation()), FaultReason.of(malformed), malformed);
        } catch (StringIndexOutOfBoundsException cut) {
            throw new MappingException(text.at(text.text().length()), "the file ends inside a comment or text", cut);
        } catch (RuntimeException malformed) {
            throw new MappingException(text.start(), "cannot be read: " + malformed.getMessage(), malformed);
        }
    }

    @Override
    public Map<String, @Nullable Object> apply(Object tree) {
        // the library may change what it is given, and treats null as a value
        Object event = Trees.withoutNulls(tree);
        return fieldsOf(evaluate(event));
    }

    @Override
    public Place placeOf(String field) {
        return text.placeOf(field);
    }

    private @Nullable Object evaluate(@Nullable Object event) {
        // a frame of its own: without one the library keeps the event where other threads find it
        Frame frame = new Frame(null);
        frame.setEvaluateEntryCallback(new StepLimit());
        if (isDraft) {
            frame.setEvaluateExitCallback(new ResultLimit());
        }
        try {
            return expression.evaluate(event, frame);
        } catch (JException fault) {
            throw new MappingException(placeOf(fault, event), FaultReason.of(fault));
        } catch (RuntimeException fault) {
            throw new MappingException(fieldAtFault(event), FaultReason.of(fault));
        } catch (StackOverflowError endless) {
            throw new MappingException(text.start(), StepLimit.REASON);
        }
    }

    private Place placeOf(JException fault, @Nullable Object event) {
        return fault.getLocation() > 0 ? text.atTokenBefore(fault.getLocation()) : fieldAtFault(event);
    }

    private Place fieldAtFault(@Nullable Object event) {
        FieldInHand field = new FieldInHand(key -> !text.placeOf(key).equals(text.start()));
        Frame frame = new Frame(null);
        field.watch(frame);
        try {
            expression.evaluate(event, frame);
        } catch (RuntimeException expected) {
            return field.name().map(text::placeOf).orElseGet(text::start);
        }
        return text.start();
    }

    private Map<String, @Nullable Object> fieldsOf(@Nullable Object result) {
        if (!(result instanceof Map<?, ?> fields)) {
            throw new MappingException(text.start(), "must give an object { … }, gives " + Trees.kindOf(result));
        }
        Map<String, @Nullable Object> lead = new LinkedHashMap<>();
        fields.forEach((field, value) -> lead.put(String.valueOf(field), plain(String.valueOf(field), value)));
        return lead;
    }

    private @Nullable Object plain(String field, @Nullable Object value) {
        try {
            return Trees.plain(value);
        } catch (IllegalArgumentException notJson) {
            throw new MappingException(placeOf(field), field + " is a function: call it with ( )");
        }
    }
}
