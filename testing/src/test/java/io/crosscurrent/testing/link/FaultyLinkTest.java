/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.testing.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyLinkTest {
    private static final int SILENCE_MS = 300;

    private ServerSocket echo;
    private FaultyLink link;

    @BeforeEach
    void startServerAndLink() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        CompletableFuture.runAsync(this::serve);
        link = FaultyLink.to(echo.getLocalPort());
    }

    /** Sends back what it is sent. */
    private void serve() {
        try {
            while (true) {
                Socket socket = echo.accept();
                Thread thread = new Thread(() -> {
                    try (socket) {
                        socket.getInputStream().transferTo(socket.getOutputStream());
                    } catch (IOException e) {
                        assertThat(e).isInstanceOf(SocketException.class);
                    }
                });
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            assertThat(echo.isClosed()).isTrue();
        }
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        echo.close();
    }

    private Socket client() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] sendAndReceive(Socket socket, byte[] bytes) throws IOException {
        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        byte[] received = socket.getInputStream().readNBytes(bytes.length);
        sent.join();
        return received;
    }

    @Test
    void carriesEveryByteAndTheEnd() throws IOException {
        byte[] sent = bytes(20_000_000);
        try (Socket socket = client()) {
            assertThat(sendAndReceive(socket, sent)).isEqualTo(sent);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(link.carriedBytes(Direction.FROM_SERVER)).isEqualTo(sent.length);
        assertThat(link.carriedBytes(Direction.TO_SERVER)).isEqualTo(sent.length);
    }

    @Test
    void carriesEveryByteOverASlowDelayedAndLossyLine() throws IOException {
        link.delay(Duration.ofMillis(20)).throttle(4_000_000).lossy(0.05, Duration.ofMillis(30), 1);
        byte[] sent = bytes(400_000);
        try (Socket socket = client()) {
            assertThat(sendAndReceive(socket, sent)).isEqualTo(sent);
        }
    }

    @Test
    void delaysEachWay() throws IOException {
        link.delay(Duration.ofMillis(150));
        try (Socket socket = client()) {
            long begun = System.nanoTime();
            assertThat(sendAndReceive(socket, bytes(1))).hasSize(1);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void holdsBackWhatIsStalledUntilHealed() throws IOException {
        try (Socket socket = client()) {
            assertThat(sendAndReceive(socket, bytes(10))).isEqualTo(bytes(10));
            link.stall(Direction.FROM_SERVER);
            socket.getOutputStream().write(bytes(5));
            socket.setSoTimeout(SILENCE_MS);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            assertThat(link.carriedBytes(Direction.TO_SERVER)).isEqualTo(15);

            link.heal();

            socket.setSoTimeout(20_000);
            assertThat(socket.getInputStream().readNBytes(5)).isEqualTo(bytes(5));
        }
    }

    @Test
    void takesNewConnectionsSilentlyWhileStalled() throws IOException {
        link.stall();
        try (Socket socket = client()) {
            socket.getOutputStream().write(1);
            socket.setSoTimeout(SILENCE_MS);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void forgetsWhatIsOpenForGoodAndCarriesTheNextConnection() throws IOException {
        try (Socket forgotten = client();
                Socket next = client()) {
            assertThat(sendAndReceive(forgotten, bytes(10))).hasSize(10);
            assertThat(sendAndReceive(next, bytes(10))).hasSize(10);
            next.close();
            link.forget();
            link.heal();
            forgotten.getOutputStream().write(1);
            forgotten.setSoTimeout(SILENCE_MS);
            assertThatThrownBy(() -> forgotten.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            try (Socket fresh = client()) {
                assertThat(sendAndReceive(fresh, bytes(10))).isEqualTo(bytes(10));
            }
        }
    }

    @Test
    void cutsAtTheByteAndCarriesTheNextConnection() throws IOException {
        link.cutAfter(1_000);
        try (Socket socket = client()) {
            socket.getOutputStream().write(bytes(5_000));
            assertThat(link.connections()).isLessThanOrEqualTo(1);
            assertThatThrownBy(() -> socket.getInputStream().readNBytes(1_001)).isInstanceOf(SocketException.class);
        }
        assertThat(link.carriedBytes(Direction.FROM_SERVER)).isEqualTo(1_000);
        try (Socket socket = client()) {
            assertThat(sendAndReceive(socket, bytes(5_000))).isEqualTo(bytes(5_000));
        }
    }

    @Test
    void resetsWhatIsOpenAndRefusesUntilHealed() throws IOException {
        try (Socket socket = client()) {
            assertThat(sendAndReceive(socket, bytes(10))).hasSize(10);
            link.refuse();
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThat(link.connections()).isZero();
        }
        try (Socket refused = client()) {
            assertThatThrownBy(() -> {
                        refused.getOutputStream().write(1);
                        if (refused.getInputStream().read() < 0) {
                            throw new SocketException("closed");
                        }
                    })
                    .isInstanceOf(SocketException.class);
        }
        link.heal();
        try (Socket socket = client()) {
            assertThat(sendAndReceive(socket, bytes(10))).hasSize(10);
        }
    }
}
