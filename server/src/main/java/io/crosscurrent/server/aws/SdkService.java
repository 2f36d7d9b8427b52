/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.core.failure.CrosscurrentException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

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
     */
    public record Form(
            String signingName,
            String targetPrefix,
            Class<?> client,
            String operations,
            String invalidParameter,
            Function<CrosscurrentException, ApiException> faults) {}

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
        if (!operations.offers(name)) {
            throw unknown(name);
        }
        for (String member : operations.required().get(name)) {
            JsonNode value = request.get(member);
            if (value == null || value.isNull()) {
                throw new ApiException(form.invalidParameter(), "The parameter " + member + " must be provided.");
            }
        }
        Operation operation = found.computeIfAbsent(name, this::find);
        try {
            SdkPojo input = PojoCodec.read(request, operation.builder().invoke(null), SdkPojo.class);
            return PojoCodec.write((SdkPojo) operation.method().invoke(handler, input));
        } catch (ArithmeticException e) {
            throw new ApiException("SerializationException", "A number of the request is out of range.");
        } catch (InvocationTargetException e) {
            throw translated(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("SDK classes are public", e);
        }
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

    static ApiException unknown(String operation) {
        return new ApiException(
                WireForm.JSON.unknownOperation(), "The operation " + operation + " is not offered by this server.");
    }
}
