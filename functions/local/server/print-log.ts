import type { Logger } from "../../core/ports.ts";

/**
 * A logger for a terminal: one line per message, followed by its fields; a stack trace on its own lines.
 */
export function printLog(output: { write(text: string): unknown }): Logger {
  const print =
    (level: string): Logger["info"] =>
    (message, fields = {}) => {
      const { stack, ...rest } = fields;
      const pairs = Object.entries(rest).map(
        ([key, value]) => ` ${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
      );
      output.write(`${level}${message}${pairs.join("")}\n${typeof stack === "string" ? `${stack}\n` : ""}`);
    };
  return { info: print(""), warn: print("warning: "), error: print("error: ") };
}
