/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GTID set in its binary form. Layout: number of servers (8 bytes, little endian); per server: UUID (16 bytes, big
 * endian), number of intervals (8 bytes), per interval: first (8 bytes) and last plus one (8 bytes).
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_binlog_dump_gtid.html">COM_BINLOG_DUMP_GTID</a>
 */
final class GtidSetEncoding {
    private static final Pattern INTERVAL = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");

    private GtidSetEncoding() {}

    /**
     * Encodes MySQL's text form, for example {@code 3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5:8,…}. White space, repeated
     * servers and unordered or touching intervals are allowed, as MySQL allows them.
     *
     * @throws IllegalArgumentException when it is not such a set, or uses tags
     */
    static byte[] encode(String set) {
        Map<UUID, TreeMap<Long, Long>> servers = new TreeMap<>();
        for (String part : set.replaceAll("\\s", "").split(",")) {
            if (!part.isEmpty()) {
                parse(part, servers);
            }
        }
        int intervals = servers.values().stream().mapToInt(Map::size).sum();
        ByteBuffer out =
                ByteBuffer.allocate(8 + servers.size() * 24 + intervals * 16).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(servers.size());
        servers.forEach((server, ends) -> {
            out.order(ByteOrder.BIG_ENDIAN)
                    .putLong(server.getMostSignificantBits())
                    .putLong(server.getLeastSignificantBits());
            out.order(ByteOrder.LITTLE_ENDIAN).putLong(ends.size());
            ends.forEach((first, end) -> out.putLong(first).putLong(end));
        });
        return out.array();
    }

    private static void parse(String part, Map<UUID, TreeMap<Long, Long>> servers) {
        String[] fields = part.split(":");
        if (fields.length < 2) {
            throw invalid(part, "no interval");
        }
        UUID server;
        try {
            server = UUID.fromString(fields[0]);
        } catch (IllegalArgumentException e) {
            throw invalid(part, "\"" + fields[0] + "\" is no UUID");
        }
        TreeMap<Long, Long> ends = servers.computeIfAbsent(server, unused -> new TreeMap<>());
        for (int i = 1; i < fields.length; i++) {
            Matcher matcher = INTERVAL.matcher(fields[i]);
            if (!matcher.matches()) {
                throw invalid(part, "\"" + fields[i] + "\" is no interval; tags are not supported");
            }
            long first = Long.parseLong(matcher.group(1));
            long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
            if (first < 1 || last < first) {
                throw invalid(part, "\"" + fields[i] + "\" is no interval");
            }
            merge(ends, first, last + 1);
        }
    }

    private static void merge(TreeMap<Long, Long> ends, long first, long end) {
        Map.Entry<Long, Long> before = ends.floorEntry(first);
        long from = first;
        long to = end;
        if (before != null && before.getValue() >= first) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        ends.put(from, to);
        Map.Entry<Long, Long> after = ends.higherEntry(from);
        while (after != null && after.getKey() <= to) {
            to = Math.max(to, after.getValue());
            ends.remove(after.getKey());
            after = ends.higherEntry(from);
        }
        ends.put(from, to);
    }

    private static IllegalArgumentException invalid(String part, String why) {
        return new IllegalArgumentException("the GTID set part \"" + part + "\" cannot be read: " + why);
    }
}
