import { ParseError, TokenKind, Tokenizer, type Liquid, type TagToken, type Token, type TopLevelToken } from "liquidjs";
import { nearMatch } from "../../../near-match.ts";

/** Properties of an expression's tokens that LiquidJS's types omit. */
interface Operand extends Token {
  readonly initial?: { readonly postfix: readonly Operand[] };
  readonly operator?: string;
}

const forModifiers = ["limit", "offset", "reversed"];

/**
 * Refuses what Liquid silently ignores or misreads: words after a value or condition (`{% if a b %}`, `{% for r in rows
 * limt: 3 %}`), `else if`, branches after `else`, and `and` mixed with `or` without parentheses, which Liquid joins
 * from the right.
 *
 * @param following the tokens after it, which include the branches of a block
 * @throws ParseError with the place
 */
export function checkSyntax(liquid: Liquid, token: TopLevelToken, following: readonly TopLevelToken[]): void {
  if (token.kind === TokenKind.Output)
    return withPlace(token, () =>
      checkValue(
        new Tokenizer(
          token.input,
          liquid.options.operators,
          token.file,
          (token as TagToken & { contentRange: [number, number] }).contentRange,
          true,
        ),
      ),
    );
  if (token.kind !== TokenKind.Tag) return;
  const tag = token as TagToken;
  withPlace(tag, () => checkTag(liquid, tag));
  if (tag.name === "if" || tag.name === "unless" || tag.name === "case") checkBranches(liquid, following);
}

function checkTag(liquid: Liquid, tag: TagToken): void {
  const tokenizer = tokenizerOf(liquid, tag);
  switch (tag.name) {
    case "if":
    case "unless":
    case "elsif":
    case "case":
      return checkValue(tokenizer);
    case "echo":
      return tag.args.trim() === "" ? undefined : checkValue(tokenizer);
    case "assign":
      tokenizer.readIdentifier();
      tokenizer.skipBlank();
      // LiquidJS itself reports anything in place of =.
      if (tokenizer.read() === "=") checkValue(tokenizer);
      return;
    case "for":
      return checkFor(tokenizer);
    case "when":
      return checkWhen(tokenizer);
    case "else":
      // LiquidJS checks this for `if` alone.
      if (tag.args.trim() !== "")
        throw new Error(
          /^if\b/.test(tag.args)
            ? 'else takes no condition: write "elsif"'
            : `else takes nothing: "${tag.args.trim()}"`,
        );
  }
}

function checkFor(tokenizer: Tokenizer): void {
  tokenizer.readIdentifier();
  tokenizer.readIdentifier();
  if (tokenizer.readValue() === undefined) return;
  tokenizer.skipBlank();
  if (tokenizer.peek() === "|") throw new Error("for takes no filter: assign the list to a name first");
  for (const { name } of tokenizer.readHashes()) {
    const word = name.content;
    const match = nearMatch(word, forModifiers);
    if (!forModifiers.includes(word))
      throw new Error(
        `for has no "${word}": use ${forModifiers.join(", ")}${match === undefined ? "" : `; did you mean "${match}"?`}`,
      );
  }
  requireEnd(tokenizer);
}

function checkWhen(tokenizer: Tokenizer): void {
  for (;;) {
    tokenizer.readValueOrThrow();
    tokenizer.skipBlank();
    if (tokenizer.end()) return;
    if (tokenizer.peek() === ",") tokenizer.advance();
    else if (/^or\s/.test(tokenizer.remaining())) tokenizer.advance(2);
    else
      throw new Error(`the values of when must be separated by a comma or "or", not "${tokenizer.remaining().trim()}"`);
  }
}

const blocks = ["if", "unless", "case", "for", "capture", "comment"];

/** Checks the branches of a block, up to its end. LiquidJS drops those after `else`. */
function checkBranches(liquid: Liquid, following: readonly TopLevelToken[]): void {
  const open: string[] = [];
  let last = false;
  for (const token of following) {
    if (token.kind !== TokenKind.Tag) continue;
    const tag = token as TagToken;
    if (open.at(-1) === "comment" && tag.name !== "endcomment") continue;
    if (blocks.includes(tag.name)) open.push(tag.name);
    else if (tag.name.startsWith("end")) {
      if (open.pop() === undefined) return;
    } else if (open.length === 0 && ["elsif", "when", "else"].includes(tag.name)) {
      withPlace(tag, () => {
        if (last) throw new Error(`${tag.name} comes after else`);
        checkTag(liquid, tag);
      });
      last = tag.name === "else";
    }
  }
}

/** Checks a value with its filters, up to the end. */
function checkValue(tokenizer: Tokenizer): void {
  checkExpression(readValue(tokenizer) as unknown as Operand);
  requireEnd(tokenizer);
}

/** Operators of other languages, found where LiquidJS expects a filter. */
const signs: Readonly<Record<string, string>> = {
  "=": "compare with ==, not =",
  "&&": 'write "and", not &&',
  "||": 'write "or", not ||',
};

function readValue(tokenizer: Tokenizer): unknown {
  const { input } = tokenizer;
  try {
    return tokenizer.readFilteredValue();
  } catch (error) {
    const rest = input.slice(Math.max(0, tokenizer.p - 1));
    const sign =
      Object.keys(signs).find((candidate) => rest.startsWith(candidate) || rest.startsWith(candidate, 1)) ?? "";
    throw signs[sign] === undefined ? error : new Error(signs[sign]);
  }
}

function checkExpression({ initial }: Operand): void {
  const tokens = initial?.postfix ?? [];
  let operands = 0;
  for (const token of tokens) {
    if (token.kind === TokenKind.Operator) operands -= token.operator === "not" ? 0 : 1;
    else operands += 1;
    if (token.initial !== undefined) checkExpression(token);
  }
  if (operands !== 1) throw new Error("two values follow each other without an operator between them");
  const words = new Set(tokens.map(({ operator }) => operator));
  if (words.has("and") && words.has("or"))
    throw new Error("and is mixed with or: group them with parentheses, (a and b) or c");
}

function requireEnd(tokenizer: Tokenizer): void {
  tokenizer.skipBlank();
  if (!tokenizer.end()) throw new Error(`"${tokenizer.remaining().trim()}" is left over`);
}

function tokenizerOf(liquid: Liquid, tag: TagToken): Tokenizer {
  return new Tokenizer(tag.args, liquid.options.operators, tag.file, undefined, true);
}

/** Runs a step; an error that it throws gets the place of a token. */
export function withPlace<T>(token: TopLevelToken, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw new ParseError(error as Error, token);
  }
}
