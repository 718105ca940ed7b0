/** Widest line of a draft's text, in characters: what an editor shows side by side with the pages. */
export const lineWidth = 160;

/** Where a line stands: a new line is a blank in a paragraph and in an attribute, but ends a heading. */
type Place = "heading" | "flowing";

/**
 * Breaks the long lines of a report's text without changing a word of what it prints: directives between their
 * attributes, and other lines before the tags of Liquid, whose `{%-` takes the break away again.
 */
export function shortLines(text: string): string {
  return text.split("\n").flatMap(shortened).join("\n");
}

function shortened(line: string): readonly string[] {
  if (line.length <= lineWidth) return [line];
  const directive = /^:{2,}[a-z-]+\{/.exec(line)?.[0];
  if (directive !== undefined && line.endsWith("}")) return directiveLines(directive, line);
  return pieces(line, { place: line.startsWith("#") ? "heading" : "flowing", indent: "" });
}

/** A directive with as many attributes in a line as there is room for. */
function directiveLines(opening: string, line: string): readonly string[] {
  const lines: string[] = [];
  let current = opening;
  const attributes = attributesOf(line.slice(opening.length, -1));
  for (const [at, attribute] of attributes.entries()) {
    const end = at === attributes.length - 1 ? "}" : "";
    const glue = current === opening ? "" : " ";
    if (current.length + glue.length + attribute.length + end.length <= lineWidth) current += glue + attribute + end;
    else {
      lines.push(current);
      current = `  ${attribute}${end}`;
    }
  }
  return [...lines, current].flatMap((one) => pieces(one, { place: "flowing", indent: "  " }));
}

/** The attributes between the braces of a directive: `a="{% if x == 'y' %}…{% endif %}" b="…"`. */
function attributesOf(text: string): readonly string[] {
  const attributes: string[] = [];
  let [from, isQuoted] = [0, false];
  for (let at = 0; at < text.length; at += 1) {
    const liquid = /^\{[{%].*?[}%]\}/.exec(text.slice(at))?.[0];
    if (liquid !== undefined) at += liquid.length - 1;
    else if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === " " && !isQuoted) {
      attributes.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...attributes, text.slice(from)].filter(Boolean);
}

interface Tag {
  readonly at: number;
  /** How deep it lies in the conditions of its piece. */
  readonly level: number;
}

/** The tags of a piece behind its beginning; a branch that it begins with is a condition of its own. */
function tagsOf(piece: string): readonly Tag[] {
  let depth = 0;
  return [...piece.matchAll(/\{%-? *(\w+).*?%\}/g)].flatMap(({ index, 1: name = "" }) => {
    const isBranch = /^(else|elsif|when)$/.test(name);
    if (name.startsWith("end")) depth = Math.max(0, depth - 1);
    const level = isBranch ? Math.max(0, depth - 1) : depth;
    const isFirst = piece.slice(0, index).trim() === "";
    if (/^(if|unless|case|for|capture)$/.test(name) || (isFirst && isBranch)) depth += 1;
    return isFirst ? [] : [{ at: index, level }];
  });
}

interface Break {
  readonly place: Place;
  readonly indent: string;
}

/** Whether a piece may be broken at a place: in a heading a blank would be lost, and so would a fixed one anywhere. */
const isBreakable = (before: string | undefined, place: Place): boolean =>
  before === " " ? place === "flowing" : before !== undefined && !/\s/.test(before);

/** The lines that a piece of one is broken into: before the outermost tags first, then before those within. */
function pieces(line: string, { place, indent }: Break): readonly string[] {
  if (line.length <= lineWidth) return [line];
  const tags = tagsOf(line).filter(({ at }) => isBreakable(line[at - 1], place));
  if (tags.length === 0)
    return (place === "heading" ? [line] : wrapped(line, indent)).flatMap((one) => atValues(one, indent));
  const outermost = Math.min(...tags.map(({ level }) => level));
  const starts = [0, ...tags.filter(({ level }) => level === outermost).map(({ at }) => at)];
  return starts.flatMap((from, index) => {
    const piece = line.slice(from, starts[index + 1]);
    // In a flowing text the new line is the blank in front of a tag.
    const isKept = index === 0 || line[from - 1] === " ";
    const begun = (index === 0 ? "" : indent) + (isKept ? piece : piece.replace(/^\{%-? */, "{%- "));
    return pieces(index < starts.length - 1 ? begun.replace(/ $/, "") : begun, { place, indent: `${indent}  ` });
  });
}

/** Words of a flowing text in lines; none begins with what Markdown takes for the mark of a list or a heading. */
function wrapped(line: string, indent: string): readonly string[] {
  const [, lead = "", text = ""] = /^( *)(.*)$/.exec(line)!;
  const words = text.match(/(?:\{\{.*?\}\}|\{%.*?%\}|[^ {]|\{(?![{%]))+/g) ?? [];
  const lines: string[] = [];
  let current = lead;
  for (const word of words) {
    const isMark = /^([-+*>#=|~]|\d+[.)])/.test(word);
    if (current.trim() !== "" && current.length + 1 + word.length > lineWidth && !isMark) {
      lines.push(current);
      current = indent + word;
    } else current += current.trim() === "" ? word : ` ${word}`;
  }
  return [...lines, current];
}

/** A line without a tag or a blank to break it at, broken before the values that follow a sign. */
function atValues(line: string, indent: string): readonly string[] {
  if (line.length <= lineWidth) return [line];
  const starts = [...line.matchAll(/(?<=\S)\{\{-? */g)].map(({ index }) => index);
  const last = starts.findLast((at) => at <= lineWidth);
  if (last === undefined) return [line];
  const rest = indent + line.slice(last).replace(/^\{\{-? */, "{{- ");
  return [line.slice(0, last), ...atValues(rest, indent)];
}
