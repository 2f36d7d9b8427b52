/* SPDX-License-Identifier: Apache-2.0 */
package io.crosscurrent.app.studio;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a page costs until it stands still.
 *
 * @param kinds what came over the wire: requests and bytes, headers included, by kind of file
 * @param painted milliseconds until the first picture with content
 * @param usable milliseconds until what was waited for is there
 */
record PageWeight(Map<String, Amount> kinds, double painted, double usable) {
    /** Of requests that left the browser. */
    record Amount(int requests, long bytes) {
        Amount plus(Amount more) {
            return new Amount(requests + more.requests, bytes + more.bytes);
        }
    }

    /** Opens an address in a fresh page of a context. @param wanted what makes it usable */
    static PageWeight of(BrowserContext context, String address, String wanted) {
        Page page = context.newPage();
        List<Request> requests = new ArrayList<>();
        page.onRequestFinished(requests::add);
        page.navigate(address);
        double usable = number(page.waitForFunction(
                        "wanted => document.querySelector(wanted)?.checkVisibility() && performance.now()", wanted)
                .jsonValue());
        // the parts that are loaded ahead come when the browser is idle
        page.waitForFunction(
                """
                async () => {
                  const before = performance.getEntriesByType("resource").length;
                  await new Promise((done) => setTimeout(done, 700));
                  return performance.getEntriesByType("resource").length === before;
                }""");
        double painted = number(
                page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"));
        Map<String, Amount> kinds = new TreeMap<>();
        for (Request request : List.copyOf(requests)) {
            // the server's own time is missing where the browser's memory answered
            boolean remembered = request.response() == null
                    || request.timing().responseStart <= 0 && request.sizes().responseHeadersSize <= 0;
            long bytes = remembered ? 0 : request.sizes().responseBodySize + request.sizes().responseHeadersSize;
            kinds.merge(request.resourceType(), new Amount(bytes == 0 ? 0 : 1, bytes), Amount::plus);
        }
        page.close();
        return new PageWeight(kinds, painted, usable);
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    long bytes(String kind) {
        return kinds.getOrDefault(kind, new Amount(0, 0)).bytes();
    }

    @Override
    public String toString() {
        Amount all = kinds.values().stream().reduce(new Amount(0, 0), Amount::plus);
        return String.format(
                Locale.ROOT,
                "%d requests, %.0f kB (%s); first picture after %.0f ms, usable after %.0f ms",
                all.requests(),
                all.bytes() / 1e3,
                kinds.entrySet().stream()
                        .filter(each -> each.getValue().requests() > 0)
                        .map(each -> String.format(
                                Locale.ROOT,
                                "%s %d: %.0f kB",
                                each.getKey(),
                                each.getValue().requests(),
                                each.getValue().bytes() / 1e3))
                        .collect(Collectors.joining(", ")),
                painted,
                usable);
    }
}
