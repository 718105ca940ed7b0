import type { FilterImplOptions } from "liquidjs";
import { hintNearMatch } from "../../../../near-match.ts";
import { FormatError } from "../../formats/format-error.ts";
import { fillMessage } from "../fill-message.ts";
import { runOf } from "../liquid-run.ts";

/**
 * The filter that prints a string of the report's language.
 *
 * @throws FormatError for a key that the language does not have
 */
export const messageFilters: Readonly<Record<string, FilterImplOptions>> = {
  t(key: unknown, ...args: unknown[]) {
    const { messages, language, formats } = runOf(this.context);
    const message = typeof key === "string" ? messages.get(key) : undefined;
    if (message !== undefined) return fillMessage(message, args, formats);
    const hint = typeof key === "string" ? hintNearMatch(key, messages.keys()).hint : undefined;
    throw new FormatError(
      `there is no message ${JSON.stringify(key)} in messages/${language}.yaml${hint === undefined ? "" : `: ${hint}`}`,
    );
  },
};
