import type { Value } from "../../query/table.ts";
import { FormatError } from "../formats/format-error.ts";
import type { Piece } from "../liquid/placeholders.ts";

/** A name and a value, as written in an attribute. */
export interface Pair {
  readonly name: string;
  readonly value: Value;
  /**
   * Whether the value is a word of the template without quotation marks: `2021` or `true` may then be other than text.
   */
  readonly bare: boolean;
}

/** A character of the template, or a value. */
type Atom = string | { readonly value: Value };

/**
 * Reads `name=value, other='a, b'`: pairs separated by commas. A value inserted by Liquid is one atom: no character in
 * it is read as a comma, a quotation mark or `=`. A name or value that holds such a character in the template must be
 * in quotation marks. `null` without them is a missing value.
 *
 * @throws FormatError with the place at which reading stopped
 */
export function readPairs(pieces: readonly Piece[]): Pair[] {
  const atoms = pieces.flatMap((piece): Atom[] => ("text" in piece ? [...piece.text] : [piece]));
  const pairs: Pair[] = [];
  let at = 0;
  const skipSpace = (): void => {
    while (typeof atoms[at] === "string" && /\s/.test(atoms[at] as string)) at += 1;
  };
  /** Reads up to one of the characters of `ends`; removes quotation marks around the whole. */
  const take = (ends: string, after: string): { readonly atoms: readonly Atom[]; readonly quoted: boolean } => {
    skipSpace();
    const quote = atoms[at];
    if (quote === '"' || quote === "'") {
      const close = atoms.indexOf(quote, at + 1);
      if (close < 0) throw new FormatError(`a quotation mark ${quote} is not closed ${after}`);
      const inside = atoms.slice(at + 1, close);
      at = close + 1;
      skipSpace();
      const next = atoms[at];
      if (next !== undefined && !(typeof next === "string" && ends.includes(next)))
        throw new FormatError(
          `after ${shown(inside)} in quotation marks there must be ${ends.startsWith("=") ? "=" : "a comma or the end"}`,
        );
      return { atoms: inside, quoted: true };
    }
    const start = at;
    while (at < atoms.length && !(typeof atoms[at] === "string" && ends.includes(atoms[at] as string))) at += 1;
    return { atoms: trimmed(atoms.slice(start, at)), quoted: false };
  };
  for (;;) {
    const name = take("=,", pairs.length === 0 ? "at the beginning" : `after ${shownName(pairs)}`);
    if (atoms[at] !== "=") {
      throw new FormatError(
        name.atoms.length === 0
          ? "there must be a name, = and a value"
          : `after ${shown(name.atoms)} there must be = and a value`,
      );
    }
    if (name.atoms.length === 0) throw new FormatError("there is no name before =");
    at += 1;
    const text = textOf(name.atoms);
    const value = take(",", `after ${text}=`);
    if (value.atoms.length === 0 && !value.quoted)
      throw new FormatError(
        `there is no value after ${text}=: write ${text}=null for no value, ${text}='' for an empty text`,
      );
    pairs.push({ name: text, ...valueOf(value.atoms, value.quoted) });
    if (at >= atoms.length) return pairs;
    at += 1;
  }
}

function valueOf(atoms: readonly Atom[], quoted: boolean): Omit<Pair, "name"> {
  const [first, ...others] = atoms;
  if (typeof first === "object" && others.length === 0) return { value: first.value, bare: false };
  const text = textOf(atoms);
  const bare = !quoted && atoms.every((atom) => typeof atom === "string");
  return bare && text === "null" ? { value: null, bare: false } : { value: text, bare };
}

function textOf(atoms: readonly Atom[]): string {
  return atoms.map((atom) => (typeof atom === "string" ? atom : String(atom.value ?? ""))).join("");
}

/** Removes the template's blanks at both ends; those of values stay. */
function trimmed(atoms: readonly Atom[]): readonly Atom[] {
  const blank = (atom: Atom | undefined): boolean => typeof atom === "string" && /\s/.test(atom);
  let [from, to] = [0, atoms.length];
  while (from < to && blank(atoms[from])) from += 1;
  while (to > from && blank(atoms[to - 1])) to -= 1;
  return atoms.slice(from, to);
}

function shown(atoms: readonly Atom[]): string {
  return `"${textOf(atoms)}"`;
}

function shownName(pairs: readonly Pair[]): string {
  return `${pairs.at(-1)?.name}=`;
}
