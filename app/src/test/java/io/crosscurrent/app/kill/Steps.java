/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.kill;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Watches the steps of a control plane from outside, and kills it at one of them. A step is whatever another life of the
 * process would find: a transaction of the store that wrote something (a boundary after it, and one before it when
 * something else was changed since the last), and each change in Kafka, Connect, Flink or the object store (a boundary before it).
 */
final class Steps {
    private static final String STATEMENT = "org.h2.jdbc.JdbcPreparedStatement";
    private static final String CONNECTION = "org.h2.jdbc.JdbcConnection";
    private static final String RELEASED = "com.zaxxer.hikari.pool.ProxyConnection";

    /** Methods that change something outside of the store. */
    private static final Map<String, List<String>> EFFECTS = Map.of(
            "io.crosscurrent.engines.connect.RemoteConnect",
            List.of("put", "stop", "resume", "resetOffsets", "delete"),
            "io.crosscurrent.engines.kafka.RemoteKafka",
            List.of("putUser", "deleteUser", "createTopics", "deleteTopics"),
            "io.crosscurrent.server.registry.StateTopics",
            List.of("delete"),
            "io.crosscurrent.server.registry.Registry",
            List.of("forget"),
            "io.crosscurrent.server.objects.ObjectStore",
            List.of("putText", "delete"),
            "io.crosscurrent.engines.sql.EmbeddedSession",
            List.of("execute"));

    private final VirtualMachine machine;
    private final Runnable kill;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Set<Long> writing = new HashSet<>();
    private final Set<Long> committed = new HashSet<>();
    private final Set<Long> outside = new HashSet<>();
    private volatile boolean watching;
    private volatile int last;
    private volatile boolean struck;

    private Steps(VirtualMachine machine, Runnable kill) {
        this.machine = machine;
        this.kill = kill;
    }

    /** @param kill ends the process at once */
    static Steps of(int port, Runnable kill) {
        AttachingConnector sockets = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(connector -> connector.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = sockets.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        try {
            Steps steps = new Steps(sockets.attach(arguments), kill);
            steps.prepare(STATEMENT);
            steps.prepare(CONNECTION);
            steps.prepare(RELEASED);
            EFFECTS.keySet().forEach(steps::prepare);
            Thread thread = new Thread(steps::watch, "steps");
            thread.setDaemon(true);
            thread.start();
            return steps;
        } catch (IOException | IllegalConnectorArgumentsException e) {
            throw new IllegalStateException("no debugger on port " + port, e);
        }
    }

    /** Begins to count. @param number of the step to die at, from 1; 0 for none */
    void arm(int number) {
        seen.clear();
        last = number;
        watching = true;
    }

    /** Ends counting. @return the boundaries that were passed, in order */
    List<String> disarm() {
        watching = false;
        return List.copyOf(seen);
    }

    boolean struck() {
        return struck;
    }

    private void prepare(String type) {
        boolean loaded = false;
        for (ReferenceType each : machine.classesByName(type)) {
            loaded |= each.isPrepared() && breakAt(each);
        }
        if (!loaded) {
            ClassPrepareRequest request = machine.eventRequestManager().createClassPrepareRequest();
            request.addClassFilter(type);
            request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
            request.enable();
        }
    }

    private static List<String> methods(String type) {
        return switch (type) {
            case STATEMENT -> List.of("executeUpdate", "executeBatch");
            case CONNECTION -> List.of("commit");
            case RELEASED -> List.of("close");
            default -> EFFECTS.get(type);
        };
    }

    private boolean breakAt(ReferenceType type) {
        for (String name : methods(type.name())) {
            boolean found = false;
            for (Method method : type.methodsByName(name)) {
                if (method.location() != null && !method.isPrivate() && !method.isSynthetic()) {
                    BreakpointRequest request =
                            machine.eventRequestManager().createBreakpointRequest(method.location());
                    request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
                    request.enable();
                    found = true;
                }
            }
            if (!found && !name.equals("executeBatch")) {
                throw new IllegalStateException(type.name() + " has no method " + name);
            }
        }
        return true;
    }

    private void watch() {
        try {
            while (true) {
                EventSet events = machine.eventQueue().remove();
                for (Event event : events) {
                    if (event instanceof ClassPrepareEvent prepared) {
                        breakAt(prepared.referenceType());
                    } else if (event instanceof BreakpointEvent reached && !struck) {
                        reached(reached.thread(), reached.location());
                    }
                }
                if (!struck) {
                    events.resume();
                }
            }
        } catch (VMDisconnectedException e) {
            // the process has ended
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reached(ThreadReference thread, Location location) {
        long id = thread.uniqueID();
        switch (location.declaringType().name()) {
            case STATEMENT -> writing.add(id);
            case CONNECTION -> {
                if (writing.remove(id)) {
                    if (outside.remove(id)) {
                        step("before the commit", thread);
                    }
                    committed.add(id);
                }
            }
            case RELEASED -> {
                if (committed.remove(id)) {
                    step("after the commit", thread);
                }
            }
            default -> {
                step(
                        "before " + location.declaringType().name().replaceAll(".*\\.", "") + "."
                                + location.method().name(),
                        thread);
                outside.add(id);
            }
        }
    }

    private void step(String what, ThreadReference thread) {
        if (!watching) {
            return;
        }
        seen.add(what + ", " + place(thread));
        if (seen.size() == last) {
            struck = true;
            kill.run();
        }
    }

    /** The innermost method of a service. */
    private static String place(ThreadReference thread) {
        try {
            for (StackFrame frame : thread.frames()) {
                String type = frame.location().declaringType().name();
                boolean service = type.startsWith("io.crosscurrent.server.")
                        && !type.startsWith("io.crosscurrent.server.store.")
                        && !type.startsWith("io.crosscurrent.server.aws.");
                if (service) {
                    return type.replaceAll(".*\\.", "") + "."
                            + frame.location().method().name();
                }
            }
            return thread.name();
        } catch (IncompatibleThreadStateException e) {
            throw new IllegalStateException("the thread does not stand still", e);
        }
    }
}
