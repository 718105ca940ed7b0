import type { Value } from "../../query/table.ts";
import { FormatError } from "../formats/format-error.ts";
import type { Formats } from "../formats/formats.ts";
import { applyFormat, parseValueFormat } from "../formats/value-format.ts";

/**
 * A message with its values: `{pct}` and `{pct | percent: 1}` take the argument `pct` of the filter
 * `t`. A brace not followed by a name is kept.
 *
 * @param args the filter's arguments: named ones arrive as pairs of name and value
 * @throws FormatError if a value is missing or does not fit its format
 */
export function fillMessage(message: string, args: readonly unknown[], formats: Formats): string {
  if (!message.includes("{")) return message;
  const named = new Map(args.filter((arg): arg is [string, Value] => Array.isArray(arg) && arg.length === 2));
  return message.replace(/\{([a-z]\w*)\s*(?:\|([^}]*))?\}/gi, (_, name: string, format: string | undefined) => {
    if (!named.has(name))
      throw new FormatError(`the message "${message}" needs the value "${name}": write | t: ${name}: ...`);
    const value = named.get(name) ?? null;
    if (format === undefined) return formats.plain(value);
    return applyFormat(formats, parseValueFormat(format), value) ?? formats.plain(null);
  });
}
