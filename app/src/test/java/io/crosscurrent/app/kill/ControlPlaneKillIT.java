/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.crosscurrent.testing.MySqlServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The control plane is killed between its steps, started again, and asked again by a client that got no answer: everything is
 * there once, as without the kill, and nothing stands still. Each wish of several steps is killed once; with
 * {@code -Dcrosscurrent.kills=all} every wish is killed at each of its steps, with {@code 5-9} at those.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlPlaneKillIT {
    private static final Logger LOG = LoggerFactory.getLogger(ControlPlaneKillIT.class);
    private static final Kills KILLS = Kills.asked();

    @TempDir
    static Path directory;

    private MySqlServer mysql;
    private KilledPlane plane;
    private Life life;

    @BeforeAll
    void start() throws Exception {
        mysql = MySqlServer.start(MySqlServer.Options.small().with("gtid_mode", "ON"));
        mysql.execute(
                "create database shop",
                "create table shop.orders (id int primary key)",
                "insert into shop.orders values (1), (2)");
        plane = new KilledPlane(directory);
        plane.restart(false);
        life = new Life(plane, mysql);
        life.begin();
    }

    @AfterAll
    void stop() throws Exception {
        if (plane != null) {
            plane.close();
        }
        if (mysql != null) {
            mysql.close();
        }
    }

    @Test
    void aTaskWithItsEndpointsLivesThroughKills() throws Exception {
        lives(life.wishes(), false);
    }

    @Test
    void usersOfKafkaAndApplicationsLiveThroughKills() throws Exception {
        lives(new ServicesLife(plane).wishes(), true);
    }

    @Test
    void aStackLivesThroughKills() throws Exception {
        lives(new StackLife(plane).wishes(), false);
    }

    /** Once without a kill, then with kills, as often as it takes to die at each step that is wanted. */
    private void lives(List<Wish> wishes, boolean flink) throws Exception {
        plane.restart(flink);
        List<Lived> lived = new ArrayList<>();
        for (Wish wish : wishes) {
            plane.steps().arm(0);
            wish.call().run();
            until(wish);
            lived.add(new Lived(wish, plane.steps().disarm(), Inventory.outside(plane)));
        }
        List<String> stored = end();
        int most = lived.stream().mapToInt(each -> each.steps().size()).max().orElseThrow();
        assertThat(most).as("steps of the longest wish").isGreaterThan(3);
        for (int pass = KILLS.first(); pass <= Math.min(most, KILLS.last()); pass++) {
            LOG.info("pass {} of {}", pass, most);
            for (int place = 0; place < lived.size(); place++) {
                Lived each = lived.get(place);
                killed(each, KILLS.step(pass, each.steps().size(), place, lived.size()));
            }
            assertThat(end())
                    .as("what is left in the store after pass %d", pass)
                    .isEqualTo(stored);
        }
    }

    /**
     * A wish that came true without a kill.
     *
     * @param steps the boundaries that were passed, in order
     * @param outside what there was outside of the control plane afterwards
     */
    private record Lived(Wish wish, List<String> steps, List<String> outside) {}

    /** Asks, with a kill at that step if it is not 0, and sees that the wish comes true all the same. */
    private void killed(Lived lived, int number) throws Exception {
        Wish wish = lived.wish();
        String at = number == 0 ? "nowhere" : lived.steps().get(number - 1);
        plane.steps().arm(number);
        try {
            wish.call().run();
        } catch (SdkException e) {
            assertThat(plane.steps().struck())
                    .as("%s failed by itself: %s", wish, e)
                    .isTrue();
        }
        awaitEndOrDeath(wish);
        LOG.info("{}: {} {}", wish, plane.steps().struck() ? "killed" : "lived on", at);
        if (plane.steps().struck()) {
            plane.awaitDeath();
            plane.start();
            Awaitility.await(wish + ", killed " + at)
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> wish.done().getAsBoolean() || wish.quiet().getAsBoolean());
            if (!wish.done().getAsBoolean()) {
                wish.call().run();
            }
            until(wish);
        }
        plane.steps().disarm();
        Awaitility.await(wish + ", killed " + at)
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Inventory.outside(plane)).isEqualTo(lived.outside()));
    }

    private void awaitEndOrDeath(Wish wish) {
        Awaitility.await(wish.name())
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    try {
                        return plane.steps().struck() || wish.done().getAsBoolean();
                    } catch (SdkException e) {
                        if (plane.steps().struck()) {
                            return true;
                        }
                        throw e;
                    }
                });
    }

    private static void until(Wish wish) {
        Awaitility.await(wish.name())
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> wish.done().getAsBoolean());
    }

    /** Ends the process and looks into its store. */
    private List<String> end() throws InterruptedException, IOException {
        plane.kill();
        List<String> stored = Inventory.stored(plane);
        plane.start();
        return stored;
    }
}
