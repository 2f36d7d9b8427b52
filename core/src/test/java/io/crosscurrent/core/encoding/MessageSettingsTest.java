/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.core.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crosscurrent.core.encoding.MessageSettings.BeforeImageColumns;
import io.crosscurrent.core.encoding.MessageSettings.Format;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageSettingsTest {
    @Test
    void defaultsAreThoseOfTheService() {
        assertThat(MessageSettings.defaults())
                .isEqualTo(new MessageSettings(
                        "kafka-default-topic",
                        Format.JSON,
                        1_000_000,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        "",
                        BeforeImageColumns.PK_ONLY));
    }

    @ParameterizedTest
    @CsvSource({
        "json,JSON",
        "JSON,JSON",
        "json-unformatted,JSON_UNFORMATTED",
        "JSON_UNFORMATTED,JSON_UNFORMATTED",
        "json_unformatted,JSON_UNFORMATTED"
    })
    void theFormatMayBeSpelledAsInApiAndConsole(String spelling, Format format) {
        assertThat(MessageSettings.fromKafkaSettings(Map.of("MessageFormat", spelling), null)
                        .format())
                .isEqualTo(format);
    }

    @Test
    void namesMayBeginSmallAndValuesMayBeText() {
        MessageSettings settings = MessageSettings.fromKafkaSettings(
                Map.of(
                        "topic", "t1",
                        "IncludeTransactionDetails", "true",
                        "messageMaxBytes", "2000000",
                        "Broker", "b1:9092",
                        "SaslPassword", "not ours"),
                Map.of("EnableBeforeImage", true, "FieldName", "before-image", "ColumnFilter", "non-lob"));
        assertThat(settings.topic()).isEqualTo("t1");
        assertThat(settings.includeTransactionDetails()).isTrue();
        assertThat(settings.maxBytes()).isEqualTo(2_000_000);
        assertThat(settings.beforeImageField()).isEqualTo("before-image");
        assertThat(settings.beforeImageColumns()).isEqualTo(BeforeImageColumns.NON_LOB);
        assertThat(MessageSettings.fromJson(settings.toJson())).isEqualTo(settings);
        assertThat(settings.toJson()).doesNotContain("not ours");
    }

    @Test
    void aBeforeImageThatIsOffHasNoField() {
        assertThat(MessageSettings.fromKafkaSettings(null, Map.of("EnableBeforeImage", false, "FieldName", "b"))
                        .beforeImageField())
                .isEmpty();
    }

    @Test
    void everyMistakeIsReportedAtOnce() {
        assertThatThrownBy(() -> MessageSettings.fromKafkaSettings(
                        Map.of(
                                "Topic", "a b",
                                "MessageFormat", "xml",
                                "MessageMaxBytes", 0,
                                "NoHexPrefix", "yes"),
                        Map.of("EnableBeforeImage", true)))
                .hasMessage("KafkaSettings: Topic \"a b\" is no topic name. KafkaSettings: MessageFormat is \"xml\"."
                        + " KafkaSettings: MessageMaxBytes is \"0\". KafkaSettings: NoHexPrefix is \"yes\"."
                        + " BeforeImageSettings: FieldName is missing.")
                .extracting("code")
                .isEqualTo("settings.topic");
    }
}
