/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.studio.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Jobs of notes as the store keeps them; their statements are sealed, as they may hold passwords. Used by many threads. */
final class JobRecords {
    private static final String KIND = "studio-job";
    private static final String LABEL = "statement";

    private final Store store;

    JobRecords(Store store) {
        this.store = store;
    }

    /** What starts a job. @param options of Flink */
    record Start(String statement, Map<String, String> options) {}

    void add(NoteJob job, Start start) {
        ObjectNode sealed = PojoCodec.object().put("statement", start.statement());
        ObjectNode options = sealed.putObject("options");
        start.options().forEach(options::put);
        store.together(() -> {
            store.resources()
                    .insert(new Resource(KIND, job.id(), job.id(), job.state().text(), "", document(job)));
            store.sealed().put(owner(job.id()), LABEL, PojoCodec.bytes(sealed));
            return null;
        });
    }

    /** Adds it, or puts it in the place of what is kept of it. */
    void set(NoteJob job, Start start) {
        store.together(() -> {
            remove(job.id());
            add(job, start);
            return null;
        });
    }

    void put(NoteJob job) {
        store.resources()
                .update(KIND, job.id(), row -> row.at(job.state().text(), "").with(document(job)));
    }

    /** Another job in the place of one. */
    void replace(NoteJob before, NoteJob after, Start start) {
        store.together(() -> {
            remove(before.id());
            add(after, start);
            return null;
        });
    }

    void remove(String job) {
        store.together(() -> {
            store.resources().delete(KIND, job);
            store.sealed().deleteAll(owner(job));
            return null;
        });
    }

    Optional<NoteJob> find(String job) {
        return store.resources().find(KIND, job).map(JobRecords::read);
    }

    List<NoteJob> all() {
        return store.resources().list(KIND).stream().map(JobRecords::read).toList();
    }

    Optional<Start> start(String job) {
        return store.sealed().find(owner(job), LABEL).map(bytes -> {
            ObjectNode sealed = PojoCodec.parse(bytes);
            Map<String, String> options = new LinkedHashMap<>();
            sealed.path("options")
                    .properties()
                    .forEach(each -> options.put(each.getKey(), each.getValue().asText()));
            return new Start(sealed.path("statement").asText(), options);
        });
    }

    private static String owner(String job) {
        return "studio-job/" + job;
    }

    private static ObjectNode document(NoteJob job) {
        return PojoCodec.object()
                .put("note", job.note())
                .put("cell", job.cell())
                .put("ordinal", job.ordinal())
                .put("name", job.name())
                .put("from", job.from())
                .put("previous", job.previous())
                .put("savepoint", job.savepoint())
                .put("savepointDirectory", job.savepointDirectory())
                .put("message", job.message())
                .put("started", job.startedAt().toEpochMilli());
    }

    private static NoteJob read(Resource row) {
        ObjectNode document = row.document();
        return new NoteJob(
                row.id(),
                document.path("note").asText(),
                document.path("cell").asText(),
                document.path("ordinal").asInt(),
                document.path("name").asText(),
                NoteJob.State.valueOf(row.state().toUpperCase(Locale.ROOT)),
                document.path("from").asText(),
                document.path("previous").asText(),
                document.path("savepoint").asText(),
                document.path("savepointDirectory").asText(),
                document.path("message").asText(),
                Instant.ofEpochMilli(document.path("started").asLong()));
    }
}
