/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Puts an implementation of one of the SDK's client interfaces behind the wire: finds the method by the name of the
 * operation, reads the request class, writes the response class. Methods are looked up at first use, because loading all
 * request classes of a service takes seconds.
 */
public final class SdkService implements WireService {
    private final Form form;
    private final Object handler;
    private final OperationTable operations;
    private final Map<String, Operation> found = new ConcurrentHashMap<>();

    /**
     * How a service looks from outside.
     *
     * @param client the SDK's client interface; request classes are in its package {@code model}
     * @param operations resource beside the handler's class, see {@link OperationTable}
     * @param invalidParameter error code for a missing member
     * @param faults what our own failures become
     * @param namespace of its XML, "" for a service without the query form
     */
    public record Form(
            String signingName,
            String targetPrefix,
            Class<?> client,
            String operations,
            String invalidParameter,
            Function<CrosscurrentException, ApiException> faults,
            String namespace) {
        /** A service without the query form. */
        public Form(
                String signingName,
                String targetPrefix,
                Class<?> client,
                String operations,
                String invalidParameter,
                Function<CrosscurrentException, ApiException> faults) {
            this(signingName, targetPrefix, client, operations, invalidParameter, faults, "");
        }
    }

    private record Operation(Method method, Method builder) {}

    public SdkService(Form form, Object handler) {
        this.form = form;
        this.handler = form.client().cast(handler);
        this.operations = OperationTable.load(handler.getClass(), form.operations());
    }

    @Override
    public String signingName() {
        return form.signingName();
    }

    @Override
    public String targetPrefix() {
        return form.targetPrefix();
    }

    @Override
    public ObjectNode answer(String name, ObjectNode request) {
        return PojoCodec.write(call(name, read(name, request)));
    }

    @Override
    public Optional<SdkService> typed() {
        return Optional.of(this);
    }

    /** Names of the operations it offers. */
    public Set<String> operations() {
        return operations.required().keySet();
    }

    /** The name space of its XML, or "". */
    String namespace() {
        return form.namespace();
    }

    /** An empty builder of the operation's request class. @throws UnknownOperation when it is not offered */
    public SdkPojo builder(String name) {
        try {
            return (SdkPojo) operation(name).builder().invoke(null);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("SDK classes are public", e);
        }
    }

    /** The request class filled from a document in the names of AWS JSON. */
    public SdkPojo read(String name, ObjectNode request) {
        try {
            return PojoCodec.read(request, builder(name), SdkPojo.class);
        } catch (ArithmeticException e) {
            throw new ApiException("SerializationException", "A number of the request is out of range.");
        }
    }

    /** Does what the request says. @param input of the operation's request class */
    public SdkPojo call(String name, SdkPojo input) {
        Operation operation = operation(name);
        require(name, input);
        try {
            return (SdkPojo) operation.method().invoke(handler, input);
        } catch (InvocationTargetException e) {
            throw translated(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("SDK classes are public", e);
        }
    }

    private void require(String name, SdkPojo input) {
        List<String> required = operations.required().get(name);
        for (SdkField<?> field : input.sdkFields()) {
            if (required.contains(field.locationName())) {
                Object value = field.getValueOrDefault(input);
                if (value == null
                        || value instanceof SdkAutoConstructList<?>
                        || value instanceof SdkAutoConstructMap<?, ?>) {
                    throw new ApiException(
                            form.invalidParameter(), "The parameter " + field.locationName() + " must be provided.");
                }
            }
        }
    }

    private Operation operation(String name) {
        if (!operations.offers(name)) {
            throw UnknownOperation.of(name);
        }
        return found.computeIfAbsent(name, this::find);
    }

    private RuntimeException translated(Throwable failure) {
        if (failure instanceof CrosscurrentException known) {
            return form.faults().apply(known);
        }
        if (failure instanceof RuntimeException other) {
            return other;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(failure);
    }

    private Operation find(String name) {
        try {
            String model = form.client().getPackageName() + ".model." + name + "Request";
            Class<?> request = Class.forName(model, true, form.client().getClassLoader());
            String method = Character.toLowerCase(name.charAt(0)) + name.substring(1);
            return new Operation(handler.getClass().getMethod(method, request), request.getMethod("builder"));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(form.operations() + " names " + name + ", which the SDK does not have", e);
        }
    }
}
