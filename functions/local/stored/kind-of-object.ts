/**
 * Kinds of stored objects, as a person would call them, and the keys of each. The first pattern that matches counts.
 */
const kinds: readonly (readonly [kind: string, key: RegExp])[] = [
  ["name's log", /^(?:datasets|templates|themes|publications|sources)\/[^/]+\/log\//],
  ["name's pointer", /^(?:datasets|templates|themes|publications|sources)\/[^/]+\/current\.json$/],
  ["recipe's log", /^datasets\/[^/]+\/recipe\/(?:log\/|current\.json$)/],
  ["dataset's recipe", /^datasets\/[^/]+\/recipe\/[0-9a-f]{64}\.yaml$/],
  ["dataset's profile", /^datasets\/[^/]+\/[0-9a-f]{64}\/dataset\.json$/],
  ["dataset's content", /^datasets\/[^/]+\/[0-9a-f]{64}\/(?:data|table)\./],
  ["map of a dataset's table", /^datasets\/[^/]+\/[0-9a-f]{64}\/chunks\./],
  ["results of checks", /^datasets\/[^/]+\/[0-9a-f]{64}\/checks-[0-9a-f]{64}\.json$/],
  ["dataset's event", /^dataset-events\//],
  ["record of an erasure", /^(?:datasets\/[^/]+\/erasures|erased)\//],
  ["note of a reading", /^datasets\/[^/]+\/[0-9a-f]{64}\/reader-\d+$/],
  ["template's choices", /^(?:datasets|templates)\/.*choices/],
  ["template's pack", /^templates\/[^/]+\/[0-9a-f]{64}\.pack$/],
  ["template's archive", /^templates\/[^/]+\/[0-9a-f]{64}\.zip$/],
  ["template's claim of a name", /^templates\/[^/]+\/new\.json$/],
  ["template's version", /^templates\/[^/]+\/versions\//],
  ["template's file", /^templates\/[^/]+\/[0-9a-f]{64}\//],
  ["theme's pack", /^themes\/[^/]+\/[0-9a-f]{64}\.pack$/],
  ["theme's version", /^themes\/[^/]+\/versions\//],
  ["theme's file", /^themes\/[^/]+\/[0-9a-f]{64}\//],
  ["marker", /^theme-users\//],
  ["report's PDF", /^reports\/[^/]+\/\d+\/report\.pdf$/],
  ["record of a report", /^reports\//],
  ["batch's item", /^batches\/[^/]+\/\d+\/items\//],
  ["batch's pack of items", /^batches\/[^/]+\/\d+\/packs\//],
  ["batch's output", /^batches\/[^/]+\/\d+\/(?:output\/|manifest\.csv$)/],
  ["record of a batch", /^batches\/[^/]+\/\d+\/(?!done\/|removed\/)/],
  ["edition's PDF", /^publications\/[^/]+\/editions\/[^/]+\/\d+\/report\.pdf$/],
  ["edition's output", /^publications\/[^/]+\/editions\/[^/]+\/\d+\/output\//],
  ["record of an edition", /^publications\/[^/]+\/editions\//],
  ["publication", /^publications\/(?!.*\/newest\/)/],
  ["event", /^events\//],
  ["webhook", /^webhooks\/[^/]+\/(?!.*deliver)/],
  ["marker", /^uploads\/(?:open|begun)\//],
  ["list of a dataset's letters", /^notices\//],
  ["upload", /^uploads\//],
  ["promotion", /^promotions\//],
  ["views' log", /^views\/(?:log\/|current\.json$)/],
  ["record of all views", /^views\/graphs\//],
  ["view's definition", /^views\/definitions\//],
  ["source's definition", /^sources\/[^/]+\/definitions\//],
  ["refresh of a source", /^pulls\//],
  ["refresh of a view", /^refreshes\//],
  [
    "marker",
    /^(?:recent|pending|recent-batches|pending-batches|publishing|outbox|due|freshness|failing|batches|publications)(?:\/|-)/,
  ],
];

/** The kind of the object of a key; `other` for those that have no word of their own. */
export function kindOfObject(key: string): string {
  return kinds.find(([, pattern]) => pattern.test(key))?.[0] ?? "other";
}
