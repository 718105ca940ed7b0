import { BroadsheetError } from "../../../errors.ts";

/** Whether a name is syntax unless it stands in quotation marks. */
function needsQuotes(name: string): boolean {
  return /[,:|]|(?:^|\s)'/.test(name);
}

/** Whether a directive can list a column of this name. */
export function canBeListed(name: string): boolean {
  if (name.trim() !== name || name === "" || /["\n\r{}\ufdd0-\ufdef]/.test(name)) return false;
  return !needsQuotes(name) || !name.includes("'");
}

/** A column's name as a directive lists it. */
export function listedName(name: string): string {
  return needsQuotes(name) ? `'${name}'` : name;
}

/**
 * A label, in quotation marks if it needs some.
 *
 * @param around the mark around the attribute; empty if there is none
 * @throws BroadsheetError `invalid-request` for words that a directive cannot have
 */
export function quoted(label: string, around: string): string {
  const words = label.trim().replace(/\s+/g, " ");
  const mark = around === '"' ? "'" : '"';
  const odd = around === "" ? '"' : around;
  if (words === "") throw invalid("a label cannot be empty", "label", label);
  if (words.length > 500) throw invalid("a label has up to 500 characters", "label", `${words.slice(0, 60)}…`);
  if (words.includes(odd)) throw invalid(`a label cannot hold ${odd}: use ${typographic(odd)}`, "label", label);
  if (/\{[{%]|[\ufdd0-\ufdef]/.test(words)) throw invalid("a label cannot hold {{ or {%", "label", label);
  if (!/[,:|"']/.test(words) && around !== "") return words;
  if (words.includes(mark)) throw invalid("a label cannot hold both kinds of quotation marks", "label", label);
  return mark + words + mark;
}

/** The quotation mark that may stand for a straight one. */
function typographic(mark: string): string {
  return mark === '"' ? "“ or ”" : "’";
}

/** What an edit of a column cannot have. @param member of the edit */
export function invalid(message: string, member: string, seen: string): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "invalid-content",
    message,
    where: { pointer: `/edit/${member}` },
    seen,
  });
}
