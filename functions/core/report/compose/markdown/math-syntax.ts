import type { Options } from "mdast-util-from-markdown";

/** The extensions that read formulas between dollars. */
interface MathSyntax {
  readonly extensions: NonNullable<Options["extensions"]>;
  readonly mdastExtensions: NonNullable<Options["mdastExtensions"]>;
}

let loaded: MathSyntax | undefined;

/** Loads the syntax of formulas between dollars, which few templates use. */
export async function loadMathSyntax(): Promise<void> {
  if (loaded !== undefined) return;
  const [{ math }, { mathFromMarkdown }] = await Promise.all([
    import("micromark-extension-math"),
    import("mdast-util-math"),
  ]);
  loaded = { extensions: [math()], mdastExtensions: [mathFromMarkdown()] };
}

/** @throws TypeError before `loadMathSyntax` */
export function mathSyntax(): MathSyntax {
  if (loaded === undefined) throw new TypeError("the syntax of formulas is loaded before a text that may have some");
  return loaded;
}
