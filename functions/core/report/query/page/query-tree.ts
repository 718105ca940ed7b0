/** A node of a query's tree, as `json_serialize_sql` prints it. Numbers are `RawNumber`. */
export type Node = Readonly<Record<string, unknown>>;

/** A number as it is written: a double would lose digits of large ones, and the difference of `1` and `1.0`. */
export interface RawNumber {
  readonly rawJSON: string;
}

/** In Node since 22, not yet in TypeScript's library. */
const json = JSON as unknown as {
  parse(text: string, revive: (key: string, value: unknown, context: { readonly source?: string }) => unknown): unknown;
  rawJSON(text: string): RawNumber;
};

/** Reads a tree; numbers stay as they are written. */
export function readTree(text: string): Node {
  return json.parse(text, (_key, value, { source }) =>
    typeof value === "number" && source !== undefined ? json.rawJSON(source) : value,
  ) as Node;
}

/** A whole number as a tree holds it. */
export function rawNumber(value: number): RawNumber {
  return json.rawJSON(String(value));
}

/** The value of a raw number; NaN of anything else. */
export function numberOf(value: unknown): number {
  return typeof value === "object" && value !== null && "rawJSON" in value ? Number(value.rawJSON) : Number.NaN;
}

/** Text of a tree without places in the query's text, for comparisons. */
export function withoutPlaces(tree: unknown): string {
  return JSON.stringify(tree, (key, value: unknown) => (key === "query_location" ? undefined : value));
}

/** The direct children of a node, also those in lists. */
export function* childrenOf(node: Node): Generator<Node> {
  for (const value of Object.values(node)) yield* nodesIn(value);
}

/** Every node in a value, from above. */
export function* nodesBelow(value: unknown): Generator<Node> {
  for (const node of nodesIn(value)) {
    yield node;
    yield* nodesBelow(Object.values(node));
  }
}

function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesIn(item);
  else if (typeof value === "object" && value !== null && !("rawJSON" in value)) yield value as Node;
}

/** A copy of a value in which nodes are replaced. @param replace its result, if any, is taken as it is */
export function replaceNodes(value: unknown, replace: (node: Node) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceNodes(item, replace));
  if (typeof value !== "object" || value === null || "rawJSON" in value) return value;
  const replaced = replace(value as Node);
  if (replaced !== undefined) return replaced;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, replaceNodes(child, replace)]));
}
