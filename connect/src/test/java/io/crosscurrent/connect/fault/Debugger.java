/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
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
import java.util.Map;

/**
 * Waits in another JVM for a {@link KillPoint} and kills the process there, all of its threads standing. Costs nothing
 * until the point is reached: breakpoints leave other methods compiled.
 */
final class Debugger {
    private final VirtualMachine machine;
    private final KillPoint point;
    private final int hit;
    private final ChildProcess victim;
    private int step;
    private volatile boolean struck;
    private volatile Throwable failure;

    private Debugger(VirtualMachine machine, KillPoint point, int hit, ChildProcess victim) {
        this.machine = machine;
        this.point = point;
        this.hit = hit;
        this.victim = victim;
    }

    static Debugger attach(int port, KillPoint point, int hit, ChildProcess victim) {
        AttachingConnector sockets = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(connector -> connector.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = sockets.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(Integer.toString(port));
        try {
            Debugger debugger = new Debugger(sockets.attach(arguments), point, hit, victim);
            debugger.prepare();
            Thread thread = new Thread(debugger::watch, "debugger-" + point);
            thread.setDaemon(true);
            thread.start();
            return debugger;
        } catch (IOException | IllegalConnectorArgumentsException e) {
            throw new IllegalStateException("no debugger for " + point + " on port " + port, e);
        }
    }

    /** Whether the point was reached and the process is dead. @throws IllegalStateException when it cannot be reached */
    boolean struck() {
        if (failure != null) {
            throw new IllegalStateException(point + " was not reached", failure);
        }
        return struck;
    }

    private KillPoint.Place place() {
        return point.places().get(step);
    }

    private void prepare() {
        boolean loaded = false;
        for (ReferenceType type : machine.classesByName(place().type())) {
            loaded |= type.isPrepared() && breakAt(type);
        }
        if (!loaded) {
            ClassPrepareRequest request = machine.eventRequestManager().createClassPrepareRequest();
            request.addClassFilter(place().type());
            request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
            request.enable();
        }
    }

    private boolean breakAt(ReferenceType type) {
        boolean found = false;
        for (Method method : type.methodsByName(place().method())) {
            boolean meant =
                    place().parameters() < 0 || method.argumentTypeNames().size() == place().parameters();
            if (meant && method.location() != null) {
                BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(method.location());
                request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
                if (step == 0) {
                    request.addCountFilter(hit);
                }
                request.enable();
                found = true;
            }
        }
        if (!found) {
            throw new IllegalStateException("there is no " + place());
        }
        return true;
    }

    private void watch() {
        try {
            while (!struck) {
                EventSet events = machine.eventQueue().remove();
                for (Event event : events) {
                    happened(event);
                }
                if (!struck) {
                    events.resume();
                }
            }
        } catch (VMDisconnectedException e) {
            failure = struck ? null : e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void happened(Event event) {
        if (event instanceof ClassPrepareEvent prepared) {
            machine.eventRequestManager().deleteEventRequest(prepared.request());
            breakAt(prepared.referenceType());
        } else if (event instanceof BreakpointEvent && !struck) {
            machine.eventRequestManager().deleteAllBreakpoints();
            step++;
            if (step < point.places().size()) {
                prepare();
            } else {
                victim.kill();
                struck = true;
            }
        }
    }
}
