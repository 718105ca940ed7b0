import { EchoTag, TokenKind, Value, type Tag, type Template, type Token } from "liquidjs";
import type { DirectExpressions } from "./direct-expressions.ts";
import { DirectValue, Place } from "./direct-output.ts";

/** What LiquidJS's tags hold, each some of it; most is private in its types. */
interface TagParts {
  token: Token;
  /** Read by constructors only. */
  tokenizer: unknown;
  value?: unknown;
  /** Of `if`, `unless` and `case`. */
  branches?: { value?: unknown; templates: Template[] }[];
  templates?: Template[];
  elseTemplates?: Template[];
}

/**
 * Has the expressions of a parsed tag evaluated at once, and takes out what rendering does not read: of the token all but its place, and the room
 * for more in lists (V8 gives one that was pushed to room for 17).
 */
export function compactTag(tag: Tag, expressions: DirectExpressions): void {
  const parts = tag as unknown as TagParts;
  const { file } = tag.token;
  parts.token = new Place(tag.token);
  parts.tokenizer = undefined;
  // `echo` reads the filters of its value too.
  if (!(tag instanceof EchoTag)) evaluateDirectly(parts, file, expressions);
  if (parts.branches !== undefined) parts.branches = parts.branches.slice();
  for (const branch of parts.branches ?? []) {
    evaluateDirectly(branch, file, expressions);
    branch.templates = branch.templates.slice();
  }
  if (parts.templates !== undefined) parts.templates = parts.templates.slice();
  if (parts.elseTemplates !== undefined) parts.elseTemplates = parts.elseTemplates.slice();
}

function evaluateDirectly(holder: { value?: unknown }, file: string | undefined, expressions: DirectExpressions): void {
  const { value } = holder;
  if (!(value instanceof Value)) return;
  const tokens = [...value.initial.postfix, ...value.filters.map((filter) => (filter as unknown as { readonly token: Token }).token)];
  const [begin, end] = [Math.min(...tokens.map((token) => token.begin)), Math.max(...tokens.map((token) => token.end))];
  const place = new Place({ kind: TokenKind.FilteredValue, input: tokens[0]!.input, begin, end, file });
  const text = place.getText();
  const expression = expressions.known(text) ?? expressions.make(text, value);
  if (expression !== undefined) holder.value = new DirectValue(place, expression);
}
