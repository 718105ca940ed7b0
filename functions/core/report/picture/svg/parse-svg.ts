import { SaxesParser } from "saxes";
import { PictureFault } from "../picture-fault.ts";
import type { SvgElement } from "./svg-element.ts";

/** Most bytes, elements, and levels of elements. */
const most = { bytes: 4_000_000, elements: 30_000, depth: 100 };

interface OpenElement extends SvgElement {
  readonly attributes: Map<string, string>;
  readonly children: (SvgElement | string)[];
}

/**
 * Parses an SVG file as XML. It knows only XML's own entities and loads nothing, so a file cannot expand or reach
 * beyond itself.
 *
 * @throws PictureFault with the line of the fault
 */
export function parseSvg(bytes: Uint8Array): SvgElement {
  if (bytes.length > most.bytes)
    throw new PictureFault("is too large", {
      seen: `${bytes.length} bytes`,
      allowed: `at most ${most.bytes} bytes`,
      hint: "simplify its paths, or use a PNG",
    });
  const text = decodeText(bytes);
  const parser = new SaxesParser();
  const stack: OpenElement[] = [];
  let root: SvgElement | undefined;
  let count = 0;
  const refuse = (message: string, allowed?: number): never => {
    throw new PictureFault(message, { line: parser.line, ...(allowed !== undefined && { allowed }) });
  };
  const addText = (words: string): void => void stack.at(-1)?.children.push(words);
  // Its messages begin with line and column.
  parser.on("error", ({ message }) => refuse(`is not XML: ${message.replace(/^\d+:\d+: |\.$/g, "").toLowerCase()}`));
  parser.on("opentag", ({ name, attributes }) => {
    count += 1;
    if (count > most.elements) refuse("has too many elements", most.elements);
    if (stack.length >= most.depth) refuse("has too many elements inside each other", most.depth);
    const local = name.replace(/^svg:/, "");
    const element: OpenElement = {
      name: local,
      attributes: new Map(Object.entries(attributes)),
      children: [],
      line: parser.line,
    };
    stack.at(-1)?.children.push(element);
    if (stack.length === 0) root = element;
    stack.push(element);
  });
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => void stack.pop());
  parser.write(text).close();
  if (root?.name !== "svg")
    throw new PictureFault("is not SVG: it does not begin with <svg>", {
      seen: `<${root?.name ?? ""}>`,
      allowed: "<svg>",
      line: 1,
    });
  return root;
}

function decodeText(bytes: Uint8Array): string {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(wide, { fatal: true }).decode(bytes);
  } catch {
    throw new PictureFault("is not written in UTF-8", { hint: "save it in UTF-8" });
  }
}
