/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.connect.fault;

import io.crosscurrent.engines.kafka.EmbeddedKafka;
import io.crosscurrent.testing.ParentProcess;
import java.nio.file.Path;

/** The platform's Kafka node alone in a process. Argument: its directory. */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] arguments) {
        ParentProcess.endWithIt();
        EmbeddedKafka kafka = new EmbeddedKafka(BrokerProcess.settings(Path.of(arguments[0])));
        kafka.start();
        System.out.println(BrokerProcess.READY);
    }
}
