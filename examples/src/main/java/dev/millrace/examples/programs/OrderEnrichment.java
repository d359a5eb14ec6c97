package dev.millrace.examples.programs;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.Topology;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.kstream.TableJoined;

/**
 * Orders with the names of their customer and product, kept up to date when any of the three changes.
 *
 * <p>Reads {@code orders} (order to customer, product, quantity), {@code customers} and {@code products} (key to name),
 * writes {@code enriched-orders}. An order waits for its customer, but not for its product.
 */
public final class OrderEnrichment {
    private OrderEnrichment() {}

    record Order(String customer, String product, int quantity) {
        static final Serde<Order> SERDE =
                TextLines.serde(fields -> new Order(fields[0], fields[1], Integer.parseInt(fields[2])));

        @Override
        public String toString() {
            return customer + "," + product + "," + quantity;
        }
    }

    record NamedOrder(String customerName, String product, int quantity) {
        static final Serde<NamedOrder> SERDE =
                TextLines.serde(fields -> new NamedOrder(fields[0], fields[1], Integer.parseInt(fields[2])));

        @Override
        public String toString() {
            return customerName + "," + product + "," + quantity;
        }
    }

    /** The program. */
    public static Topology topology() {
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, Order> orders = builder.table("orders", Consumed.with(Serdes.String(), Order.SERDE));
        KTable<String, String> customers = builder.table("customers", Consumed.with(Serdes.String(), Serdes.String()));
        KTable<String, String> products = builder.table("products", Consumed.with(Serdes.String(), Serdes.String()));
        orders.join(
                        customers,
                        order -> order.customer,
                        (order, name) -> new NamedOrder(name, order.product, order.quantity),
                        TableJoined.as("with-customer"),
                        Materialized.with(Serdes.String(), NamedOrder.SERDE))
                .leftJoin(
                        products,
                        order -> order.product,
                        (order, name) ->
                                order.quantity + " x " + (name == null ? "?" : name) + " for " + order.customerName,
                        TableJoined.as("with-product"),
                        Materialized.with(Serdes.String(), Serdes.String()))
                .toStream()
                .to("enriched-orders", Produced.with(Serdes.String(), Serdes.String()));
        return builder.build();
    }
}
