package dev.tributary.store;

import static dev.tributary.connector.Platform.TIKTOK_BUSINESS;
import static dev.tributary.connector.Platform.TIKTOK_SHOP;
import static dev.tributary.store.AccountRole.CHANNEL;
import static dev.tributary.store.AccountRole.OFFICIAL;
import static dev.tributary.store.OperationMode.FULLY_MANAGED;
import static dev.tributary.store.OperationMode.SELF_OPERATED;
import static dev.tributary.store.Probation.IN_PROBATION;
import static dev.tributary.store.Probation.PASSED;
import static dev.tributary.store.Probation.RECALLED;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.Platform;
import dev.tributary.platform.problem.ProblemException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** TikTok's rules as a table, with 4 channel accounts and none in probation. */
class BindingRulesTest {

    private static final LegalEntity OURS = new LegalEntity("汇流科技有限公司", "91440300MA5EXAMPLE");
    private static final LegalEntity OTHERS = new LegalEntity("别家公司", "91440300MA5EXAMPLE");
    private static final Set<Integer> NONE = Set.of();

    private final BindingRules rules = new BindingRules(4, 0);

    static Stream<Arguments> allowed() {
        return Stream.of(
                Arguments.of(IN_PROBATION, SELF_OPERATED, TIKTOK_BUSINESS, OFFICIAL, OURS, NONE, 0),
                Arguments.of(PASSED, SELF_OPERATED, TIKTOK_BUSINESS, OFFICIAL, OURS, Set.of(1, 2, 3, 4), 0),
                Arguments.of(PASSED, SELF_OPERATED, TIKTOK_BUSINESS, CHANNEL, null, NONE, 1),
                Arguments.of(PASSED, SELF_OPERATED, TIKTOK_BUSINESS, CHANNEL, OTHERS, Set.of(0, 1, 3), 2),
                Arguments.of(PASSED, SELF_OPERATED, TIKTOK_BUSINESS, CHANNEL, null, Set.of(0, 1, 2, 3), 4),
                Arguments.of(PASSED, FULLY_MANAGED, TIKTOK_BUSINESS, CHANNEL, null, Set.of(0), 1),
                Arguments.of(PASSED, SELF_OPERATED, TIKTOK_SHOP, OFFICIAL, OURS, NONE, 0));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void anAccountWithinTheRulesGetsTheLowestFreeSlot(
            Probation probation,
            OperationMode mode,
            Platform platform,
            AccountRole role,
            @Nullable LegalEntity declared,
            Set<Integer> taken,
            int slot) {
        assertThat(rules.slotFor(store(probation, mode), new BindingRequest(role, platform, declared), held(taken)))
                .isEqualTo(slot);
    }

    private static Map<Integer, String> held(Set<Integer> slots) {
        return slots.stream().collect(toMap(it -> it, it -> "@" + it));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(IN_PROBATION, SELF_OPERATED, TIKTOK_BUSINESS, CHANNEL, OURS, NONE, "store-in-probation"),
                Arguments.of(
                        PASSED, SELF_OPERATED, TIKTOK_BUSINESS, OFFICIAL, OURS, Set.of(0), "official-account-exists"),
                Arguments.of(PASSED, SELF_OPERATED, TIKTOK_BUSINESS, OFFICIAL, OTHERS, NONE, "legal-entity-mismatch"),
                Arguments.of(PASSED, SELF_OPERATED, TIKTOK_BUSINESS, OFFICIAL, null, NONE, "legal-entity-mismatch"),
                Arguments.of(
                        PASSED,
                        SELF_OPERATED,
                        TIKTOK_BUSINESS,
                        CHANNEL,
                        OURS,
                        Set.of(1, 2, 3, 4),
                        "channel-accounts-full"),
                // Five were bound when the setting was higher: they stay, and no sixth comes.
                Arguments.of(
                        PASSED,
                        SELF_OPERATED,
                        TIKTOK_BUSINESS,
                        CHANNEL,
                        OURS,
                        Set.of(1, 2, 3, 5, 6),
                        "channel-accounts-full"),
                Arguments.of(RECALLED, SELF_OPERATED, TIKTOK_BUSINESS, OFFICIAL, OURS, NONE, "probation-recalled"),
                Arguments.of(RECALLED, SELF_OPERATED, TIKTOK_BUSINESS, CHANNEL, OURS, NONE, "probation-recalled"),
                Arguments.of(PASSED, FULLY_MANAGED, TIKTOK_SHOP, OFFICIAL, OURS, NONE, "store-fully-managed"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void anAccountAgainstTheRulesIsRefusedByName(
            Probation probation,
            OperationMode mode,
            Platform platform,
            AccountRole role,
            @Nullable LegalEntity declared,
            Set<Integer> taken,
            String slug) {
        assertThatThrownBy(() -> rules.slotFor(
                        store(probation, mode), new BindingRequest(role, platform, declared), held(taken)))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type().slug()).isEqualTo(slug));
    }

    static Stream<Arguments> sameEntities() {
        return Stream.of(
                Arguments.of("Acme Ltd", "  ＡＣＭＥ　　Ｌｔｄ ", true),
                Arguments.of("Straße GmbH", "STRASSE GMBH", true),
                Arguments.of("汇流科技（深圳）有限公司", "汇流科技(深圳)有限公司", true),
                Arguments.of("Acme Ltd", "Acme Ltd.", false),
                Arguments.of("Acme Ltd", "AcmeLtd", false));
    }

    @ParameterizedTest
    @MethodSource("sameEntities")
    void legalEntitiesAreComparedWithoutWidthCaseAndSpaces(String one, String other, boolean same) {
        assertThat(new LegalEntity(one, "1").isSameAs(new LegalEntity(other, "１")))
                .isEqualTo(same);
        assertThat(new LegalEntity(one, "1").isSameAs(new LegalEntity(other, "2")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "汇流科技有限公司, 汇流科技有限责任公司, true",
        "汇流科技（深圳）有限公司, 汇流科技深圳有限公司, true",
        "'Acme Trading Co., Ltd.', ACME TRADING COMPANY LIMITED, true",
        "Acme Ltd, AcmeLtd, true",
        "PT Acme Indonesia, PT. ACME INDONESIA TBK, true",
        "Acme Sdn. Bhd., ＡＣＭＥ Sdn Bhd, true",
        "汇流科技有限公司, 汇流贸易有限公司, false",
        "Acme Ltd, Acme North Ltd, false",
        "有限公司, Ltd, false"
    })
    void whatDiffersInTheFormOfTheCompanyOnlyIsShownToAPersonAndNeverTheSame(String one, String other, boolean near) {
        var ours = new LegalEntity(one, "9144-0300");

        assertThat(ours.isLike(new LegalEntity(other, "91440300"))).isEqualTo(near);
        assertThat(ours.isLike(new LegalEntity(other, "91440301"))).isFalse();
        assertThat(ours.isSameAs(new LegalEntity(other, "9144-0300"))).isFalse();
    }

    private static Store store(Probation probation, OperationMode mode) {
        var market = Market.of("PH").orElseThrow();
        var details = new Store.Details("Store", market, market.timeZone(), mode, probation, OURS, null, null, null);
        return new Store(new StoreId(UUID.randomUUID()), details, Instant.EPOCH);
    }
}
