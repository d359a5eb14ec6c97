package dev.millrace.streams.internal.placement;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Against every distribution there is. */
class CheapestExchangeTest {
    private static final int SEEDS = 500;

    @Test
    void noDistributionWithTheSameCountsIsCheaper() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Drawn drawn = new Drawn(new Random(seed));

            int[] best = CheapestExchange.cheapest(drawn.costs, drawn.owner, drawn.owners);

            assertThat(drawn.counts(best)).as("counts with seed %d", seed).isEqualTo(drawn.counts(drawn.owner));
            assertThat(drawn.cost(best)).as("cost with seed %d", seed).isEqualTo(drawn.cheapest(false)[1]);
        }
    }

    @Test
    void noDistributionIsMoreEvenAndNoneAsEvenIsCheaper() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Drawn drawn = new Drawn(new Random(seed));

            int[] best = CheapestExchange.spread(drawn.costs, drawn.owner, drawn.group, drawn.owners);

            assertThat(drawn.counts(best)).as("counts with seed %d", seed).isEqualTo(drawn.counts(drawn.owner));
            assertThat(new long[] {drawn.unevenness(best), drawn.cost(best)})
                    .as("evenness and cost with seed %d", seed)
                    .isEqualTo(drawn.cheapest(true));
        }
    }

    @Test
    void nothingMovesWithoutGain() {
        long[][] same = {{3, 3}, {3, 3}};

        assertThat(CheapestExchange.cheapest(same, new int[] {1, 0}, 2)).containsExactly(1, 0);
        assertThat(CheapestExchange.spread(same, new int[] {1, 0}, new int[] {0, 0}, 2))
                .containsExactly(1, 0);
    }

    @Test
    void itemIsNeverPutWhereItMayNotBe() {
        long[][] costs = {{9, CheapestExchange.FORBIDDEN}, {9, 1}};

        assertThat(CheapestExchange.cheapest(costs, new int[] {0, 1}, 2)).containsExactly(0, 1);
    }

    @Test
    void nobodyAndNothingIsFine() {
        assertThat(CheapestExchange.cheapest(new long[0][], new int[0], 3)).isEmpty();
        assertThat(CheapestExchange.spread(new long[0][], new int[0], new int[0], 3))
                .isEmpty();
    }

    @Test
    void manyItemsAreDoneInReasonableTime() {
        Random random = new Random(7);
        int owners = 60;
        int items = 3_000;
        long[][] costs = new long[items][owners];
        int[] owner = new int[items];
        int[] group = new int[items];
        for (int item = 0; item < items; item++) {
            owner[item] = item % owners;
            group[item] = item % 7;
            for (int to = 0; to < owners; to++) {
                costs[item][to] = random.nextInt(30) + (to == owner[item] ? 0 : 1);
            }
        }

        int[] cheapest = CheapestExchange.cheapest(costs, owner, owners);
        int[] spread = CheapestExchange.spread(costs, owner, group, owners);

        assertThat(sum(costs, cheapest)).isLessThanOrEqualTo(sum(costs, spread));
        assertThat(sum(costs, spread)).isLessThan(sum(costs, owner) / 2);
    }

    private static long sum(long[][] costs, int[] owner) {
        long sum = 0;
        for (int item = 0; item < owner.length; item++) {
            sum += costs[item][owner[item]];
        }
        return sum;
    }

    /** Few enough items to try everything. */
    private static final class Drawn {
        /** A multiple of all totals there can be, so that {@code n²/total} is a whole number. */
        private static final long SCALE = 420;

        private final int owners;
        private final long[][] costs;
        private final int[] owner;
        private final int[] group;

        private Drawn(Random random) {
            owners = 1 + random.nextInt(3);
            int items = 1 + random.nextInt(7);
            costs = new long[items][owners];
            owner = new int[items];
            group = new int[items];
            for (int item = 0; item < items; item++) {
                owner[item] = random.nextInt(owners);
                group[item] = random.nextInt(3);
                for (int to = 0; to < owners; to++) {
                    costs[item][to] = random.nextInt(6);
                }
            }
        }

        private int[] counts(int[] distribution) {
            int[] counts = new int[owners];
            Arrays.stream(distribution).forEach(to -> counts[to]++);
            return counts;
        }

        private long cost(int[] distribution) {
            return sum(costs, distribution);
        }

        private long unevenness(int[] distribution) {
            int[] totals = counts(owner);
            long[][] counts = new long[3][owners];
            for (int item = 0; item < distribution.length; item++) {
                counts[group[item]][distribution[item]]++;
            }
            long sum = 0;
            for (long[] row : counts) {
                for (int to = 0; to < owners; to++) {
                    sum += totals[to] == 0 ? 0 : row[to] * row[to] * SCALE / totals[to];
                }
            }
            return sum;
        }

        /** The least unevenness, or 0 if that does not count, and the least cost with it. */
        private long[] cheapest(boolean evenness) {
            long[] best = {Long.MAX_VALUE, Long.MAX_VALUE};
            int[] wanted = counts(owner);
            int all = (int) Math.pow(owners, owner.length);
            for (int number = 0; number < all; number++) {
                int[] distribution = new int[owner.length];
                int rest = number;
                for (int item = 0; item < owner.length; item++) {
                    distribution[item] = rest % owners;
                    rest /= owners;
                }
                if (Arrays.equals(counts(distribution), wanted)) {
                    long[] value = {evenness ? unevenness(distribution) : 0, cost(distribution)};
                    best = Arrays.compare(value, best) < 0 ? value : best;
                }
            }
            return best;
        }
    }
}
