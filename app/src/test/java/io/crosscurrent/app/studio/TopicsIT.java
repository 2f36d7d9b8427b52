/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The messages of topics in a real browser: those of the demo's task, and some written here. */
@ExtendWith(SharedDemo.class)
class TopicsIT {
    private static final String TOPIC = "three.parts";
    private Page page;

    @BeforeEach
    void logIn() throws Exception {
        page = SharedDemo.browser().page(1440, 900, ColorScheme.LIGHT);
        page.navigate(SharedDemo.demo().another().toString());
    }

    @AfterEach
    void nothingWentWrongOnThePage() {
        page.context().close();
        SharedDemo.browser().assertNoTrouble();
    }

    private void open(String topic) throws Exception {
        page.navigate(SharedDemo.root() + "/studio/#/topics/" + topic);
    }

    private Locator messages() {
        return page.locator(".messages .message");
    }

    private void begin(String where) {
        page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Where to begin"))
                .getByText(where)
                .click();
    }

    @Test
    void messagesAreFoundByOffsetByTimeAndByText() throws Exception {
        open("salesdb.orders");
        assertThat(page.locator(".tag[role=status]")).hasText("live");
        begin("From the beginning");
        assertThat(messages().nth(150)).isAttached();
        page.getByText("Later messages").click();
        assertThat(page.getByText("These are all up to now.")).isVisible();
        assertThat(messages().nth(300)).isAttached();

        begin("From an offset");
        assertThat(page.getByText("Say from which offset on.")).isVisible();
        page.getByLabel("From this offset on").fill("100");
        Locator hundredth = messages().first();
        assertThat(hundredth.locator(".message-place")).hasText("0:100");
        hundredth.locator(".message-line").click();
        assertThat(hundredth.locator(".message-facts")).containsText("Offset100");
        assertThat(hundredth.locator(".message-facts"))
                .containsText(Pattern.compile("Time\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} "));

        LocalDateTime before = LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS);
        SharedDemo.demo().sql("UPDATE orders SET comments = 'found by its time' WHERE orderNumber = 10120");
        begin("From a time");
        page.getByLabel("From this time on").fill(before.plusYears(1).toString());
        assertThat(page.getByText("No message from there on.")).isVisible();
        page.getByLabel("From this time on").fill(before.toString());
        page.getByText("Read again").click();
        assertThat(messages().filter(new Locator.FilterOptions().setHasText("found by its time")))
                .hasCount(1);
        assertThat(messages().nth(50)).not().isAttached();

        begin("From the beginning");
        page.getByLabel("Filter messages").fill("FOUND BY ITS TIME");
        assertThat(messages()).hasCount(1);
        page.getByLabel("Filter messages").fill("nowhere to be found");
        assertThat(page.getByText("No message has this text.")).isVisible();
    }

    @Test
    void theTailShowsWhatComesAndHasTheText() throws Exception {
        open("salesdb.orders");
        page.getByLabel("Filter messages").fill("wanted");
        assertThat(page.locator(".tag[role=status]")).hasText("live");
        SharedDemo.demo()
                .sql(
                        "UPDATE orders SET comments = 'not this' WHERE orderNumber = 10121",
                        "UPDATE orders SET comments = 'wanted one' WHERE orderNumber = 10121");
        assertThat(messages()).hasCount(1);
        assertThat(messages().first()).containsText("wanted one");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause"))
                .click();
        SharedDemo.demo().sql("UPDATE orders SET comments = 'wanted two' WHERE orderNumber = 10121");
        Locator goOn = page.getByText("Go on, 1 new");
        assertThat(goOn).isVisible();
        assertThat(messages()).hasCount(1);
        goOn.click();
        assertThat(messages()).hasCount(2);
        assertThat(messages().first()).containsText("wanted two");
    }

    @Test
    void partitionsAreReadTogetherOrAloneAndAMessageIsATree() throws Exception {
        SharedDemo.demo().run("topic", "create", TOPIC, "--partitions", "3");
        Map<String, Object> kafka = new HashMap<>();
        SharedDemo.demo().kafka().forEach((name, value) -> kafka.put(name.toString(), value));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < 9; i++) {
                String value =
                        "{\"number\": %d, \"exact\": [9007199254740993, 0.10, null], \"deep\": {\"in\": {\"it\": \"<b>%d</b>\"}}}";
                ProducerRecord<String, String> record = new ProducerRecord<>(
                        TOPIC, i % 3, 1_700_000_000_000L + i * 1_000, "key-" + i, value.formatted(i, i));
                record.headers().add("from", "here".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                producer.send(record).get();
            }
        }
        open(TOPIC);
        begin("From the beginning");
        assertThat(messages().locator(".message-key"))
                .hasText(
                        new String[] {"key-0", "key-1", "key-2", "key-3", "key-4", "key-5", "key-6", "key-7", "key-8"});
        page.getByLabel("Partition").selectOption("Partition 1");
        assertThat(messages().locator(".message-key")).hasText(new String[] {"key-1", "key-4", "key-7"});

        Locator second = messages().nth(1);
        second.locator(".message-line").click();
        assertThat(second.locator(".message-facts")).containsText("Header fromhere");
        Locator tree = second.locator(".json");
        assertThat(tree).containsText("9007199254740993");
        assertThat(tree).containsText("0.10");
        assertThat(tree.locator(".json-null")).hasText("null");
        Locator inner = tree.getByText("\"<b>4</b>\"");
        assertThat(inner).isVisible();
        tree.locator("summary")
                .filter(new Locator.FilterOptions().setHasText("deep"))
                .click();
        assertThat(inner).isHidden();

        page.navigate(SharedDemo.root() + "/studio/#/topics/" + TOPIC + "?partition=2&offset=1");
        assertThat(messages().first()).hasClass(Pattern.compile("\\bopen\\b"));
        assertThat(messages().first().locator(".message-facts")).containsText("Keykey-5");
        SharedDemo.browser().picture(page, "topic-tree");
    }

    @Test
    void theRowBeforeStandsBesideTheRowAfterWithWhatChangedMarked() throws Exception {
        String topic = "changes.of.rows";
        SharedDemo.demo().run("topic", "create", topic);
        send(
                topic,
                "{\"data\": {\"id\": 7, \"city\": \"Oakland\", \"state\": null}, \"before-image\": {\"id\": 7, \"city\": \"Boston\","
                        + " \"state\": null}, \"metadata\": {\"record-type\": \"data\", \"operation\": \"update\","
                        + " \"schema-name\": \"s\", \"table-name\": \"t\"}}");
        open(topic);
        begin("From the beginning");
        Locator change = messages().first();
        assertThat(change.locator(".tag")).hasText("updated");
        assertThat(change.locator(".message-gist")).hasText("city Boston → Oakland");
        change.locator(".message-line").click();
        Locator table = change.locator("table.change");
        assertThat(table.locator("thead th")).hasText(new String[] {"Column", "Before", "After"});
        assertThat(table.locator("tr.changed")).hasCount(1);
        assertThat(table.locator("tr.changed th")).hasText("city (changed)");
        assertThat(table.locator("tr.changed td")).hasText(new String[] {"Boston", "Oakland"});
        assertThat(table.locator("td.null")).hasCount(2);
    }

    private static void send(String topic, String value) throws Exception {
        Map<String, Object> kafka = new HashMap<>();
        SharedDemo.demo().kafka().forEach((name, each) -> kafka.put(name.toString(), each));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }
}
