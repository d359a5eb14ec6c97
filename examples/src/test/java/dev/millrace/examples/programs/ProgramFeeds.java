package dev.millrace.examples.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;

/** Made-up records for each program: in order as a rule, some late, some deleting what was there. */
final class ProgramFeeds {
    private static final int RECORDS = 400;
    private static final List<String> DEVICES = List.of("d1", "d2", "d3");
    private static final List<String> ARTICLES = List.of("nail", "screw", "bolt", "nut");

    private final Random random = new Random(2026);
    private final List<Fed> records = new ArrayList<>();
    private long time = 1_700_000_000_000L;

    /** One record to read. */
    record Fed(String topic, String key, byte[] value, long timestamp) {}

    /** What {@code program} reads; {@code meanPaceMs} passes from one record to the next. */
    static List<Fed> of(String program) {
        ProgramFeeds feeds = new ProgramFeeds();
        switch (program) {
            case "FraudAlerts" -> feeds.repeat(8_000, feeds::payment);
            case "VisitSummaries" -> feeds.repeat(240_000, feeds::pageView);
            case "OrderEnrichment" -> feeds.repeat(1_000, feeds::orderPart);
            case "TopProducts" -> feeds.repeat(1_000, feeds::sale);
            case "Deduplication" -> feeds.repeat(60_000, feeds::event);
            case "AdClicks" -> feeds.repeat(5_000, feeds::advertisement);
            case "StockLevels" -> feeds.repeat(1_000, feeds::stock);
            case "SilentSensors" -> feeds.repeat(9_000, feeds::reading);
            case "CurrencyConversion" -> feeds.repeat(1_000, feeds::money);
            case "PriceAtOrderTime" -> feeds.repeat(900_000, feeds::purchase);
            case "LoadAverages" -> feeds.repeat(4_000, feeds::load);
            case "PaymentMatching" -> feeds.repeat(3_000_000, feeds::bill);
            case "Profiles" -> feeds.repeat(1_000, feeds::person);
            case "TicketRouting" -> feeds.repeat(10_000, feeds::ticket);
            default -> throw new IllegalArgumentException("There is no feed for " + program);
        }
        return feeds.records;
    }

    private void repeat(long meanPaceMs, Supplier<Fed> maker) {
        for (int i = 0; i < RECORDS; i++) {
            time += random.nextLong(2 * meanPaceMs);
            Fed record = maker.get();
            long delay = random.nextInt(8) == 0 ? random.nextLong(20 * meanPaceMs) : 0;
            records.add(new Fed(record.topic, record.key, record.value, time - delay));
        }
    }

    private Fed payment() {
        return text("payments", "p" + records.size(), "card" + random.nextInt(5) + "," + (1 + random.nextInt(60_000)));
    }

    private Fed pageView() {
        return text("page-views", "v" + random.nextInt(6), "/page" + random.nextInt(9));
    }

    private Fed orderPart() {
        return switch (random.nextInt(4)) {
            case 0 -> sometimesGone("customers", "c" + random.nextInt(4), "Customer " + records.size());
            case 1 -> sometimesGone("products", "a" + random.nextInt(4), "Product " + records.size());
            default ->
                sometimesGone(
                        "orders",
                        "o" + random.nextInt(12),
                        "c" + random.nextInt(5) + ",a" + random.nextInt(5) + "," + (1 + random.nextInt(9)));
        };
    }

    private Fed sale() {
        String product = List.of("tools", "toys").get(random.nextInt(2)) + "/p" + random.nextInt(6);
        return new Fed("sales", product, Serdes.Integer().serializer().serialize("", 1 + random.nextInt(20)), 0);
    }

    private Fed event() {
        return text("events", pick(DEVICES), "e" + random.nextInt(8));
    }

    private Fed advertisement() {
        String id = "i" + Math.max(0, records.size() / 2 - random.nextInt(8));
        return text(random.nextInt(3) == 0 ? "clicks" : "impressions", id, "campaign" + random.nextInt(3));
    }

    private Fed stock() {
        String topic = pick(List.of("deliveries", "withdrawals", "withdrawals", "stocktakings"));
        return number(topic, pick(ARTICLES), random.nextInt(20));
    }

    private Fed reading() {
        String value = random.nextInt(10) == 0 ? "broken" : "" + random.nextInt(100) / 4.0;
        return text("readings", "s" + (random.nextInt(3) == 0 ? random.nextInt(9) : 0), value);
    }

    private Fed money() {
        String currency = pick(List.of("USD", "GBP", "CHF", "???"));
        return random.nextInt(4) == 0
                ? sometimesGone("rates", currency.replace('?', 'X'), "0." + (100 + random.nextInt(900)))
                : text("prices", pick(ARTICLES), random.nextInt(10_000) / 100.0 + "," + currency);
    }

    private Fed purchase() {
        return random.nextInt(4) == 0
                ? number("price-list", pick(ARTICLES), 1 + random.nextInt(500))
                : new Fed(
                        "purchases",
                        pick(ARTICLES),
                        Serdes.Integer().serializer().serialize("", 1 + random.nextInt(9)),
                        0);
    }

    private Fed load() {
        return new Fed(
                "loads", pick(DEVICES), Serdes.Double().serializer().serialize("", random.nextInt(100) / 10.0), 0);
    }

    private Fed bill() {
        String bill = "b" + Math.max(0, records.size() / 2 - random.nextInt(12));
        return random.nextBoolean()
                ? text("bills", bill, "" + random.nextInt(9_999))
                : text("transfers", "t" + records.size(), bill);
    }

    private Fed person() {
        String user = (random.nextInt(8) == 0 ? "test-" : "u") + random.nextInt(9);
        return switch (random.nextInt(3)) {
            case 0 -> sometimesGone("names", user, "Name " + records.size());
            case 1 -> sometimesGone("emails", user, "User" + records.size() + "@Example.org");
            default -> text("logins", user, "web");
        };
    }

    private Fed ticket() {
        String about = pick(List.of("billing", "network", "printer", "win!!!"));
        return sometimesGone("tickets", "t" + random.nextInt(40), about + " " + records.size());
    }

    private Fed sometimesGone(String topic, String key, String value) {
        return text(topic, key, random.nextInt(8) == 0 ? null : value);
    }

    private static Fed text(String topic, String key, String value) {
        return new Fed(topic, key, new StringSerializer().serialize("", value), 0);
    }

    private static Fed number(String topic, String key, long value) {
        return new Fed(topic, key, Serdes.Long().serializer().serialize("", value), 0);
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
