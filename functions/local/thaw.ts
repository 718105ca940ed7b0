/**
 * V8's settings for one report. New objects get room enough from the start, and the first full collection comes late: most of what a
 * short process allocates before it is its own modules.
 */
const settings = ["--min-semi-space-size=4", "--initial-old-space-size=256"];

/**
 * Goes on as the frozen program, in this very process: its id, streams, folder and signals stay as they are. Never returns.
 *
 * @param snapshot path of V8's start-up snapshot
 */
export function thaw(snapshot: string): never {
  const [, program = ""] = process.argv;
  return process.execve!(process.execPath, [process.execPath, ...settings, "--snapshot-blob", snapshot, program, ...process.argv.slice(2)], process.env);
}
