import { installRuntimeClient } from "./lambda-runtime.ts";

/**
 * Compiles Lambda's runtime client before any suite's time runs, since that takes minutes on a slow machine. Does
 * nothing if only other files are named.
 */
export default async function setup(): Promise<void> {
  const named = process.argv.filter((word) => word.startsWith("tests/") || word.includes(".test"));
  if (named.length === 0 || named.some((name) => name.includes("lambda"))) await installRuntimeClient();
}
