/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.mysql.binlog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The optional metadata of a table map event: fields of type 1, length packed, value. Fields that {@code
 * binlog_row_metadata=MINIMAL} leaves out, and all before MySQL 8.0.1, are null.
 *
 * @param unsigned by column; also null when it is not certain which bit belongs to which column
 * @param collations collation id by column; 0 for columns without text, and for those of ENUM and SET with MINIMAL
 * @param names by column
 * @param members of ENUM and SET by column, as stored bytes; null elements for other columns
 * @param primaryKey column indexes in key order; empty when there is none; null when names are
 */
record TableMetadata(
        boolean[] unsigned, int[] collations, String[] names, List<List<byte[]>> members, List<Integer> primaryKey) {
    private static final int SIGNEDNESS = 1;
    private static final int DEFAULT_CHARSET = 2;
    private static final int COLUMN_CHARSET = 3;
    private static final int COLUMN_NAME = 4;
    private static final int SET_MEMBERS = 5;
    private static final int ENUM_MEMBERS = 6;
    private static final int SIMPLE_PRIMARY_KEY = 8;
    private static final int PRIMARY_KEY_WITH_PREFIX = 9;
    private static final int LABEL_DEFAULT_CHARSET = 10;
    private static final int LABEL_COLUMN_CHARSET = 11;

    /** @param serverVersion of the server that wrote the event, 80033 for 8.0.33 */
    static TableMetadata read(PackedCursor in, ColumnFormat[] formats, int serverVersion) {
        boolean[] unsigned = null;
        int[] collations = null;
        String[] names = null;
        List<List<byte[]>> members = null;
        List<Integer> primaryKey = null;
        while (in.hasMore()) {
            int field = in.int8();
            int length = in.packedInt();
            int start = in.at;
            in.skip(length);
            PackedCursor value = new PackedCursor(in.buffer, start, in.at);
            switch (field) {
                case SIGNEDNESS -> unsigned = Signedness.read(value, formats, serverVersion);
                case DEFAULT_CHARSET, LABEL_DEFAULT_CHARSET -> {
                    collations = collations == null ? new int[formats.length] : collations;
                    Predicate<ColumnFormat> which =
                            field == DEFAULT_CHARSET ? ColumnFormat::isText : ColumnFormat::isLabel;
                    defaultCollation(value, formats, which, collations);
                }
                case COLUMN_CHARSET, LABEL_COLUMN_CHARSET -> {
                    collations = collations == null ? new int[formats.length] : collations;
                    Predicate<ColumnFormat> which =
                            field == COLUMN_CHARSET ? ColumnFormat::isText : ColumnFormat::isLabel;
                    for (int column : columns(formats, which)) {
                        collations[column] = value.packedInt();
                    }
                }
                case COLUMN_NAME -> {
                    names = new String[formats.length];
                    for (int i = 0; i < names.length; i++) {
                        names[i] = value.utf8(value.packedInt());
                    }
                }
                case SET_MEMBERS, ENUM_MEMBERS -> {
                    members = members == null ? emptyMembers(formats.length) : members;
                    int code = field == SET_MEMBERS ? ColumnFormat.SET : ColumnFormat.ENUM;
                    for (int column : columns(formats, format -> format.code() == code)) {
                        members.set(column, labels(value));
                    }
                }
                case SIMPLE_PRIMARY_KEY, PRIMARY_KEY_WITH_PREFIX -> {
                    primaryKey = new ArrayList<>();
                    while (value.hasMore()) {
                        primaryKey.add(value.packedInt());
                        if (field == PRIMARY_KEY_WITH_PREFIX) {
                            value.packed();
                        }
                    }
                }
                // Geometry subtypes, visibility and what later servers add do not change how values are read.
                default -> {}
            }
        }
        if (names != null && primaryKey == null) {
            primaryKey = List.of();
        }
        return new TableMetadata(unsigned, collations, names, members, primaryKey);
    }

    /** A collation for all, then pairs of (index among these columns, collation) for the others. */
    private static void defaultCollation(
            PackedCursor value, ColumnFormat[] formats, Predicate<ColumnFormat> which, int[] collations) {
        int[] columns = columns(formats, which);
        int common = value.packedInt();
        for (int column : columns) {
            collations[column] = common;
        }
        while (value.hasMore()) {
            int index = value.packedInt();
            collations[columns[index]] = value.packedInt();
        }
    }

    private static List<byte[]> labels(PackedCursor value) {
        int count = value.packedInt();
        List<byte[]> labels = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            labels.add(value.bytes(value.packedInt()));
        }
        return labels;
    }

    private static List<List<byte[]>> emptyMembers(int count) {
        List<List<byte[]>> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            members.add(null);
        }
        return members;
    }

    private static int[] columns(ColumnFormat[] formats, Predicate<ColumnFormat> which) {
        return java.util.stream.IntStream.range(0, formats.length)
                .filter(i -> which.test(formats[i]))
                .toArray();
    }
}
