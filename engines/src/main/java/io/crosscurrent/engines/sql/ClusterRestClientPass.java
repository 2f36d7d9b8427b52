/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.engines.sql;

import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.OutboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelOutboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPromise;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;

/** Adds the secret of {@link ClusterRestGuard} to requests of Flink's own client. Found by Flink through ServiceLoader. */
public final class ClusterRestClientPass implements OutboundChannelHandlerFactory {
    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Optional<ChannelHandler> createHandler(Configuration configuration) {
        return Optional.ofNullable(ClusterRestGuard.secretOf(configuration)).map(Pass::new);
    }

    private static final class Pass extends ChannelOutboundHandlerAdapter {
        private final String secret;

        Pass(String secret) {
            this.secret = secret;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpRequest request) {
                request.headers().set(ClusterRestGuard.HEADER, secret);
            }
            context.write(message, promise);
        }
    }
}
