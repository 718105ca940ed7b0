import type { Atom, Chip } from "./atoms.ts";
import type { TextStyle } from "../edit.ts";

/** How the author's words are written. */
export interface Writing {
  /** Whether every character that could be a mark of Markdown gets a backslash. */
  readonly escaped: boolean;
  /** The mark of italic words: `_` cannot stand within a word, `*` not beside another `*`. */
  readonly slant: "*" | "_";
  /** Whether marks are written at all: the text of a chart's alternative has none. */
  readonly plain?: boolean;
  /** The quotation mark around the text, if it is an attribute. */
  readonly quote?: string | undefined;
}

/** Marks in the order in which they open. */
const marks = ["link", "strike", "bold", "italic"] as const;
type Mark = (typeof marks)[number];

/** Characters with a meaning in Markdown. */
const special = /[\\`*_[\]<>#&~|!$:@{}^=+]/;

/**
 * Writes atoms as Markdown. A mark begins and ends at a word, since Markdown reads no other.
 *
 * @param chips what the chips stand for
 * @param first whether a block begins with them
 */
export function writeAtoms(atoms: readonly Atom[], chips: readonly Chip[], writing: Writing, first: boolean): string {
  let text = "";
  const open: { readonly mark: Mark; readonly value: string }[] = [];
  const close = (keep: number): void => {
    while (open.length > keep) text += closing(open.pop()!, writing);
  };
  const settled = settleBlanks(atoms);
  for (const [index, { char, keep, style }] of settled.entries()) {
    const wanted = marks.flatMap((mark) => {
      const value = style[mark];
      return value === undefined || value === false ? [] : [{ mark, value: String(value) }];
    });
    const same = open.findIndex(({ mark, value }, at) => wanted[at]?.mark !== mark || wanted[at].value !== value);
    close(same < 0 ? open.length : same);
    for (const each of wanted.slice(open.length)) {
      text += opening(each.mark, writing);
      open.push(each);
    }
    text += char === undefined ? chips[keep!]!.source : writeChar(char, settled, index, writing, first);
  }
  close(0);
  return text;
}

/** Gives blanks the marks that both neighbours have, so that no mark begins or ends beside one. */
function settleBlanks(atoms: readonly Atom[]): readonly Atom[] {
  const after: TextStyle[] = [];
  let next: TextStyle = {};
  for (let at = atoms.length - 1; at >= 0; at--) {
    if (!isBlank(atoms[at]!)) next = atoms[at]!.style;
    after[at] = next;
  }
  let before: TextStyle = {};
  return atoms.map((atom, at) => {
    if (!isBlank(atom)) {
      before = atom.style;
      return atom;
    }
    const shared = Object.entries(before).filter(([mark, value]) => after[at]![mark as Mark] === value);
    return { ...atom, style: Object.fromEntries(shared) };
  });
}

function isBlank({ char }: Atom): boolean {
  return char !== undefined && /^\s$/.test(char);
}

function opening(mark: Mark, { slant, plain }: Writing): string {
  if (plain === true) return "";
  return mark === "link" ? "[" : mark === "bold" ? "**" : mark === "strike" ? "~~" : slant;
}

function closing({ mark, value }: { readonly mark: Mark; readonly value: string }, writing: Writing): string {
  return mark === "link" && writing.plain !== true ? `](${addressOf(value)})` : opening(mark, writing);
}

function addressOf(url: string): string {
  const words = url.replace(/\{\{[^]*?\}\}/g, "");
  return /[\s()]/.test(words) ? `<${url}>` : url;
}

function writeChar(char: string, atoms: readonly Atom[], at: number, writing: Writing, first: boolean): string {
  const next = atoms[at + 1];
  // Liquid begins at two braces, or at a brace before a percent sign; a chip begins with such.
  const opensLiquid = char === "{" && (next?.char === "{" || next?.char === "%" || next?.keep !== undefined);
  if (writing.plain === true) return char;
  if (opensLiquid) return "&#123;";
  if (char === writing.quote) return char === '"' ? "&quot;" : "&#39;";
  // A paragraph that begins with colons would be a directive that cannot be read.
  if (first && at === 0 && char === ":" && next?.char === ":") return "\\:";
  if (writing.escaped && special.test(char)) return `\\${char}`;
  if (writing.escaped && first && isStartMark(atoms, at)) return `\\${char}`;
  return writing.escaped && char === "." && /^www$/i.test(wordBefore(atoms, at)) ? "\\." : char;
}

/** Whether a character makes a list of a paragraph that begins with it. */
function isStartMark(atoms: readonly Atom[], at: number): boolean {
  if (at === 0) return atoms[0]!.char === "-";
  const before = atoms.slice(0, at).map(({ char }) => char ?? "x");
  return /[.)]/.test(atoms[at]!.char ?? "") && /^\d{1,9}$/.test(before.join(""));
}

function wordBefore(atoms: readonly Atom[], at: number): string {
  return atoms
    .slice(Math.max(0, at - 3), at)
    .map(({ char }) => char ?? " ")
    .join("");
}
