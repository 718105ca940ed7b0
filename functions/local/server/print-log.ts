import type { Logger } from "../../core/ports.ts";
import { showControls, showControlsInLines } from "../../core/wording/show-controls.ts";

/**
 * A logger for a terminal: one line per message, followed by its fields; a stack trace on its own lines.
 * Control characters in them are shown.
 */
export function printLog(output: { write(text: string): unknown }): Logger {
  const print =
    (level: string): Logger["info"] =>
    (message, fields = {}) => {
      const { stack, ...rest } = fields;
      const pairs = Object.entries(rest).map(
        ([key, value]) => ` ${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
      );
      const trace = typeof stack === "string" ? `${showControlsInLines(stack)}\n` : "";
      output.write(`${showControls(`${level}${message}${pairs.join("")}`)}\n${trace}`);
    };
  return { info: print(""), warn: print("warning: "), error: print("error: ") };
}
