import { globSync, readFileSync } from "node:fs";
import { parseAst } from "vite";

/** A node of the syntax tree, as ESTree writes it. */
interface Node {
  readonly type: string;
  readonly [member: string]: unknown;
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly tree: Node;
}

/** Sources whose problems a route can answer: all but reading PDFs back, and the command line. */
const sources = "functions/{core,http,adapters,render,source,lambda,program,seed,local/server}/**/*.ts";

/** All sources, joined: whether the API writes a text. */
export function apiTexts(): string {
  return globSync(sources)
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

/** A function that gives one of its parameters to a problem as its code. */
interface Giver {
  readonly file: string;
  readonly name: string;
  readonly index: number;
}

/**
 * The codes of all problems that the sources can make: what stands at `code` in an object with a `message`, be it a
 * literal, one of two, a constant, or what callers give to the function around it, over several calls. A code that is
 * put together is given with `*` for its variable part.
 *
 * @param open names what could not be followed; the caller knows these by itself
 */
export function problemCodes(): { readonly codes: ReadonlySet<string>; readonly open: ReadonlySet<string> } {
  const parsed: Source[] = globSync(sources).map((file) => {
    const text = readFileSync(file, "utf8");
    return { file, text, tree: parseAst(text, { lang: "ts" }) as unknown as Node };
  });
  const constants = new Map<string, Node>();
  const codes = new Set<string>();
  const open = new Set<string>();
  const givers = new Map<string, Giver>();
  for (const { tree } of parsed)
    walk(tree, [], (node) => {
      const { id, init } = node as { id?: Node; init?: Node };
      if (node.type === "VariableDeclarator" && id?.type === "Identifier" && init != null)
        constants.set(String(id["name"]), init);
    });
  const take = (value: Node | undefined, around: readonly Node[], file: string): void => {
    const node = bare(value);
    if (node === undefined) return;
    if (node.type === "Literal" && typeof node["value"] === "string") codes.add(node["value"]);
    else if (node.type === "ConditionalExpression") {
      take(node["consequent"] as Node, around, file);
      take(node["alternate"] as Node, around, file);
    } else if (node.type === "TemplateLiteral")
      codes.add(
        (node["quasis"] as readonly { readonly value: { readonly cooked: string } }[])
          .map(({ value: { cooked } }) => cooked)
          .join("*"),
      );
    else if (node.type === "Identifier") {
      const name = String(node["name"]);
      const giver = giverOf(name, around);
      if (giver !== undefined) givers.set(`${file} ${giver.name} ${giver.index}`, { file, ...giver });
      else if (constants.has(name) && bare(constants.get(name))?.type !== "Identifier")
        take(constants.get(name), [], file);
      else open.add(`${file}: ${name}`);
    } else open.add(`${file}: ${node.type}`);
  };
  for (const { file, tree } of parsed)
    walk(tree, [], (node, around) => {
      const members = node.type === "ObjectExpression" ? (node["properties"] as readonly Node[]) : [];
      const keyed = (name: string): Node | undefined =>
        members.find((member) => (member["key"] as Node | undefined)?.["name"] === name);
      if (keyed("code") !== undefined && keyed("message") !== undefined)
        take(keyed("code")!["value"] as Node, around, file);
    });
  // What is found by one round of calls may be the parameter of another function.
  const followed = new Set<string>();
  for (let left = [...givers.values()]; left.length > 0;) {
    for (const { file, name, index } of left) followed.add(`${file} ${name} ${index}`);
    for (const { file, text, tree } of parsed) {
      const called = left.filter(
        (giver) => giver.file === file || new RegExp(`\\bimport\\b[^;]*\\b${giver.name}\\b[^;]*\\bfrom\\b`).test(text),
      );
      walk(tree, [], (node, around) => {
        if (node.type !== "CallExpression" || called.length === 0) return;
        const callee = node["callee"] as Node;
        for (const { name, index } of called)
          if (callee["name"] === name || (callee["property"] as Node | undefined)?.["name"] === name)
            take((node["arguments"] as readonly Node[])[index], around, file);
      });
    }
    left = [...givers].flatMap(([key, giver]) => (followed.has(key) ? [] : [giver]));
  }
  return { codes, open };
}

/** The function around a place of whose parameters one has a name, and that function's own name. */
function giverOf(parameter: string, around: readonly Node[]): Omit<Giver, "file"> | undefined {
  for (let at = around.length - 1; at >= 0; at -= 1) {
    const node = around[at]!;
    const index = (node["params"] as readonly Node[] | undefined)?.findIndex(
      (one) => (one.type === "AssignmentPattern" ? (one["left"] as Node) : one)["name"] === parameter,
    );
    if (index === undefined || index < 0) continue;
    const named = [node, around[at - 1]].map(
      (one) => ((one?.["id"] ?? one?.["key"]) as Node | null | undefined)?.["name"],
    );
    const name = named.find((one) => typeof one === "string");
    return typeof name === "string" ? { name, index } : undefined;
  }
  return undefined;
}

/** Without what only the compiler reads. */
function bare(node: Node | undefined): Node | undefined {
  return node !== undefined && /^TS(?:As|Satisfies|NonNull)Expression$|^ParenthesizedExpression$/.test(node.type)
    ? bare(node["expression"] as Node)
    : node;
}

function walk(value: unknown, around: readonly Node[], see: (node: Node, around: readonly Node[]) => void): void {
  if (Array.isArray(value)) return value.forEach((one) => walk(one, around, see));
  if (typeof value !== "object" || value === null) return;
  const node = value as Node;
  if (typeof node.type !== "string") return;
  see(node, around);
  const inside = [...around, node];
  for (const member of Object.values(node)) walk(member, inside, see);
}
