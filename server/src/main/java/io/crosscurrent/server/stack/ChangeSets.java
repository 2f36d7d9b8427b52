/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.server.stack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crosscurrent.server.aws.ApiException;
import io.crosscurrent.server.aws.PojoCodec;
import io.crosscurrent.server.stack.template.TemplateFault;
import io.crosscurrent.server.store.Resource;
import io.crosscurrent.server.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Changes that were worked out and wait to be executed. Used by many threads. */
final class ChangeSets {
    private static final String KIND = "change-set";
    private static final String FAILED = "FAILED";
    private static final String NO_CHANGES =
            "The submitted information didn't contain changes. Submit different information to create a change set.";

    private final Stacks stacks;
    private final StackTable table;
    private final Naming naming;

    ChangeSets(Stacks stacks, Naming naming) {
        this.stacks = stacks;
        this.table = stacks.table();
        this.naming = naming;
    }

    /** A change set as the store has it. */
    record Row(Resource row) {
        String id() {
            return row.id();
        }

        String text(String member) {
            return row.document().path(member).asText("");
        }

        long created() {
            return row.document().path("created").asLong();
        }

        boolean executable() {
            return text("execution").equals("AVAILABLE");
        }

        boolean creates() {
            return text("type").equals("CREATE");
        }

        List<String> capabilities() {
            List<String> capabilities = new ArrayList<>();
            row.document().path("capabilities").forEach(each -> capabilities.add(each.asText()));
            return capabilities;
        }

        Map<String, String> tags() {
            Map<String, String> tags = new LinkedHashMap<>();
            row.document()
                    .path("tags")
                    .properties()
                    .forEach(each -> tags.put(each.getKey(), each.getValue().asText()));
            return tags;
        }

        List<StackPlan.Change> changes() {
            List<StackPlan.Change> changes = new ArrayList<>();
            row.document().path("changes").forEach(each -> {
                Set<String> properties = new TreeSet<>();
                each.path("properties").forEach(property -> properties.add(property.asText()));
                changes.add(new StackPlan.Change(
                        StackPlan.Action.valueOf(each.path("action").asText()),
                        each.path("logicalId").asText(),
                        each.path("physicalId").asText(),
                        each.path("type").asText(),
                        properties));
            });
            return changes;
        }
    }

    Row create(StackRow stack, String name, String type, String description, Definition next, Stacks.Wishes wishes) {
        if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
            throw TemplateFault.validation(
                    "ChangeSetName must begin with a letter and have letters, digits and hyphens, not \"" + name
                            + "\".");
        }
        List<StackPlan.Change> changes = stacks.plan(stack, next);
        boolean something = type.equals("CREATE") || stacks.differs(stack, next, wishes.tags());
        ObjectNode document = PojoCodec.object()
                .put("name", name)
                .put("stack", stack.id())
                .put("type", type)
                .put("description", description)
                .put("created", table.now())
                .put("token", wishes.token())
                .put("role", wishes.rights().role())
                .put("reason", something ? "" : NO_CHANGES)
                .put("execution", something ? "AVAILABLE" : "UNAVAILABLE");
        wishes.capabilities().forEach(document.putArray("capabilities")::add);
        if (wishes.tags() != null) {
            wishes.tags().forEach(document.putObject("tags")::put);
        }
        ArrayNode list = document.putArray("changes");
        changes.forEach(change -> list.add(document(change)));
        // clients name change sets by the second, and here several are worked out and ended within one
        of(stack).stream()
                .filter(each -> each.text("name").equals(name) && !each.executable())
                .forEach(this::delete);
        Row row = new Row(new Resource(
                KIND,
                naming.changeSet(name),
                stack.id() + "|" + name,
                something ? "CREATE_COMPLETE" : FAILED,
                "",
                document));
        try {
            table.store().together(() -> {
                table.store().resources().insert(row.row());
                table.define(row.id(), next, false);
                return null;
            });
        } catch (Store.AlreadyThere e) {
            throw new ApiException(
                    "AlreadyExistsException", "ChangeSet " + name + " already exists for stack " + stack.name());
        }
        return row;
    }

    private static ObjectNode document(StackPlan.Change change) {
        ObjectNode document = PojoCodec.object()
                .put("action", change.action().name())
                .put("logicalId", change.logicalId())
                .put("physicalId", change.physicalId())
                .put("type", change.type());
        change.properties().forEach(document.putArray("properties")::add);
        return document;
    }

    /** By ARN, or by name within a stack. */
    Row require(String nameOrId, String stackNameOrId) {
        ApiException none =
                new ApiException("ChangeSetNotFound", 404, "ChangeSet [" + nameOrId + "] does not exist", Map.of());
        if (nameOrId.startsWith("arn:")) {
            return table.store().resources().find(KIND, nameOrId).map(Row::new).orElseThrow(() -> none);
        }
        if (stackNameOrId == null) {
            throw TemplateFault.validation("StackName must be specified if ChangeSetName is not specified as an ARN.");
        }
        StackRow stack = table.require(stackNameOrId);
        return table.store()
                .resources()
                .findByName(KIND, stack.id() + "|" + nameOrId)
                .map(Row::new)
                .orElseThrow(() -> none);
    }

    List<Row> of(StackRow stack) {
        return table.store().resources().list(KIND).stream()
                .map(Row::new)
                .filter(row -> row.text("stack").equals(stack.id()))
                .toList();
    }

    void execute(Row set, boolean disableRollback, String token, Stacks.Rights rights) {
        if (!set.executable()) {
            throw new ApiException(
                    "InvalidChangeSetStatus",
                    "ChangeSet [" + set.id() + "] cannot be executed in its current status of ["
                            + (set.row().state().equals(FAILED) ? FAILED : set.text("execution")) + "]");
        }
        StackRow stack = table.require(set.text("stack"));
        Definition next = table.definition(set.id(), false);
        Stacks.Wishes wishes = new Stacks.Wishes(
                set.capabilities(),
                set.row().document().has("tags") ? set.tags() : null,
                "ROLLBACK",
                disableRollback,
                stack.flag("protection"),
                token,
                rights);
        if (set.creates()) {
            stacks.create(stack, next, wishes, () -> executed(stack, set));
        } else {
            stacks.update(stack, next, wishes, () -> executed(stack, set));
        }
    }

    private void executed(StackRow stack, Row set) {
        table.edit(stack.id(), document -> document.put("changeSet", set.id()));
        table.store().resources().update(KIND, set.id(), row -> {
            ObjectNode document = row.document().deepCopy();
            return row.with(document.put("execution", "EXECUTE_COMPLETE"));
        });
        // the other change sets were worked out against what is no longer so
        of(stack).stream().filter(each -> !each.id().equals(set.id())).forEach(this::delete);
    }

    void delete(Row set) {
        table.store().together(() -> {
            table.store().resources().delete(KIND, set.id());
            table.forget(set.id());
            return null;
        });
    }
}
