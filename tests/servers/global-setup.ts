import { installRuntimeClient } from "./lambda-runtime.ts";

/** Compiles Lambda's runtime client before the clock of any suite runs: it takes minutes on a slow machine. Not for other files that are asked for by name. */
export default async function setup(): Promise<void> {
  const named = process.argv.filter((word) => word.startsWith("tests/") || word.includes(".test"));
  if (named.length === 0 || named.some((name) => name.includes("lambda"))) await installRuntimeClient();
}
