/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import io.crosscurrent.core.failure.CrosscurrentException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.kafka.sink.internal.TransactionFinished;
import org.apache.kafka.clients.producer.internals.TransactionalRequestResult;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Joins Flink's Kafka connector to the Kafka client of the platform, which is newer than the one it was built with. Its
 * transactional producer calls one method that the client no longer has, {@code TransactionalRequestResult.await()}, and only
 * when a transaction gets its first records: without this, a sink that writes exactly once fails at its first checkpoint.
 * That call is led here, to the method that took its place; nothing else of the connector is changed.
 *
 * <p>A connector that a program brings in its own JAR is left alone, as is everything outside this process.
 */
public final class KafkaSinkBridge {
    private static final String PRODUCER = "org/apache/flink/connector/kafka/sink/internal/FlinkKafkaInternalProducer";
    private static final String RESULT = Type.getInternalName(TransactionalRequestResult.class);
    private static final String GONE = "await";
    private static boolean joined;

    private KafkaSinkBridge() {}

    /**
     * Defines the connector's producer with that call changed. To be called before a job runs in this process; further calls
     * do nothing.
     *
     * @throws CrosscurrentException {@code flink.kafka_connector} when the connector is not the one this is made for
     */
    static synchronized void join() {
        if (joined) {
            return;
        }
        try (InputStream in = TransactionFinished.class.getResourceAsStream("/" + PRODUCER + ".class")) {
            if (in == null) {
                throw unknown("it has no class " + PRODUCER.replace('/', '.'), null);
            }
            // The neighbour is only there to name package and class loader.
            MethodHandles.privateLookupIn(TransactionFinished.class, MethodHandles.lookup())
                    .defineClass(changed(in.readAllBytes()));
            joined = true;
        } catch (IOException | IllegalAccessException | LinkageError e) {
            throw unknown(e.toString(), e);
        }
    }

    private static byte[] changed(byte[] producer) {
        ClassReader reader = new ClassReader(producer);
        ClassWriter writer = new ClassWriter(reader, 0);
        Detour detour = new Detour(writer);
        reader.accept(detour, 0);
        if (detour.calls != 1) {
            throw unknown("its producer has %d calls of %s() and not one".formatted(detour.calls, GONE), null);
        }
        return writer.toByteArray();
    }

    private static CrosscurrentException unknown(String why, Throwable cause) {
        return new CrosscurrentException(
                "flink.kafka_connector",
                "The Kafka connector on the class path of Flink does not fit the Kafka client: " + why + ".",
                "Start the platform with the libraries it comes with.",
                cause);
    }

    /** What the connector's producer calls: waits until the request is answered, and throws what it failed with. */
    public static void await(TransactionalRequestResult result) {
        result.await(Long.MAX_VALUE, TimeUnit.MILLISECONDS, "");
    }

    /** Replaces the call of an instance by one of a static method that takes the instance: the stack stays as it is. */
    private static final class Detour extends ClassVisitor {
        private int calls;

        Detour(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String shape, String generics, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, shape, generics, exceptions)) {
                @Override
                public void visitMethodInsn(int code, String owner, String method, String form, boolean isInterface) {
                    if (owner.equals(RESULT) && method.equals(GONE) && form.equals("()V")) {
                        calls++;
                        super.visitMethodInsn(
                                Opcodes.INVOKESTATIC,
                                Type.getInternalName(KafkaSinkBridge.class),
                                GONE,
                                "(L" + RESULT + ";)V",
                                false);
                    } else {
                        super.visitMethodInsn(code, owner, method, form, isInterface);
                    }
                }
            };
        }
    }
}
