package dev.tributary.bench;

import dev.tributary.simulator.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** Stores of one official and four channel accounts each, bound as sellers bind them. */
public record Shops(List<String> stores, List<String> openIds) {

    private static final int ACCOUNTS_A_STORE = 5;
    private static final int AT_ONCE = 4;

    public static Shops bind(PackagedServer server, ApiClient admin, Simulator simulator, int accounts) {
        var pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var all = new ArrayList<CompletableFuture<Shops>>();
            for (int first = 0; first < accounts; first += ACCOUNTS_A_STORE) {
                var from = first;
                var to = Math.min(accounts, first + ACCOUNTS_A_STORE);
                all.add(CompletableFuture.supplyAsync(() -> store(server, admin, simulator, from, to), pool));
            }
            var done = all.stream().map(CompletableFuture::join).toList();
            return new Shops(
                    done.stream().flatMap(it -> it.stores().stream()).toList(),
                    done.stream().flatMap(it -> it.openIds().stream()).toList());
        } finally {
            pool.shutdown();
        }
    }

    private static Shops store(PackagedServer server, ApiClient admin, Simulator simulator, int from, int to) {
        try {
            var entity = Map.of("name", "Company " + from, "registrationNumber", "REG" + from);
            var store = admin.post(
                            "/api/stores",
                            Map.of(
                                    "name",
                                    "Store " + from,
                                    "market",
                                    "PH",
                                    "timeZone",
                                    "Asia/Manila",
                                    "operationMode",
                                    "SELF_OPERATED",
                                    "probation",
                                    "PASSED",
                                    "legalEntity",
                                    entity))
                    .path("id")
                    .asText();
            var openIds = new ArrayList<String>();
            for (int i = from; i < to; i++) {
                var handle = "shop" + i;
                var account = simulator.world().addAccount(handle, "Shop " + i, "PH");
                Map<String, Object> role = i == from
                        ? Map.of("role", "OFFICIAL", "platform", "TIKTOK_BUSINESS", "legalEntity", entity)
                        : Map.of("role", "CHANNEL", "platform", "TIKTOK_BUSINESS");
                var consent = admin.post("/api/stores/" + store + "/accounts/authorizations", role)
                        .path("authorizationUrl")
                        .asText();
                var back = URI.create(admin.redirect(URI.create(consent + "&auto_approve=" + handle), false));
                var end = admin.redirect(
                        URI.create(server.address() + back.getRawPath() + "?" + back.getRawQuery()), true);
                if (!end.contains("result=connected")) {
                    throw new IllegalStateException("Binding " + handle + " ended at " + end);
                }
                openIds.add(account.openId());
            }
            return new Shops(List.of(store), openIds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
