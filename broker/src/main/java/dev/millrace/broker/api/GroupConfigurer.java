package dev.millrace.broker.api;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiError;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.settings.GroupConfig;

/**
 * Changes what single groups have set for themselves; a group need not exist for that.
 *
 * <p>Confined to the event-loop thread.
 */
final class GroupConfigurer {
    private final GroupCoordinator groups;

    GroupConfigurer(GroupCoordinator groups) {
        this.groups = groups;
    }

    /**
     * Changes the values of one group.
     *
     * @param change makes the values that are to be out of those there are; may throw an {@link ApiException}
     * @param then told NONE, or what was wrong
     */
    void change(
            String groupId, boolean validateOnly, UnaryOperator<Map<String, String>> change, Consumer<ApiError> then) {
        if (groupId.isEmpty()) {
            then.accept(new ApiError(Errors.INVALID_REQUEST, "Default group resources are not allowed."));
            return;
        }
        Map<String, String> values;
        try {
            values = change.apply(groups.config(groupId));
            GroupConfig.apply(groups.settings(), values);
        } catch (ApiException e) {
            then.accept(new ApiError(Errors.forException(e), e.getMessage()));
            return;
        } catch (IllegalArgumentException e) {
            then.accept(new ApiError(Errors.INVALID_CONFIG, e.getMessage()));
            return;
        }
        if (validateOnly) {
            then.accept(ApiError.NONE);
        } else {
            groups.configure(groupId, values, error -> then.accept(new ApiError(error)));
        }
    }

    /** Finds a configuration of groups; none of them is a list. */
    ConfigEdit.@Nullable Current find(String name, Map<String, String> own) {
        GroupConfig config = GroupConfig.titled(name);
        if (config == null) {
            return null;
        }
        String value = own.getOrDefault(name, Integer.toString(config.in(groups.settings())));
        return new ConfigEdit.Current(value, false);
    }
}
