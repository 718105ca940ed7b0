import { execFile } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { leaveOutCodeCache } from "./leave-out-code-cache.ts";

export interface FrozenParts {
  /** Path of the program: the body of a function of `programUrl` that returns the exports of `frozen-program.ts`. */
  readonly program: string;
  /** Path of the recorded reports, serialised by V8. */
  readonly recorded: string;
  /** Address that the program takes for its own: from there it finds its files and packages. */
  readonly programUrl: string;
  /** Path of the script of the process to be frozen, written here and removed. */
  readonly script: string;
}

/**
 * Writes the V8 start-up snapshot of a program, see `freezeProgram`.
 *
 * @param blob path of the snapshot
 * @returns whether Node's code cache was found and left out
 * @throws Error if the program cannot be frozen
 */
export async function writeSnapshot(parts: FrozenParts, blob: string): Promise<boolean> {
  try {
    writeFileSync(parts.script, freezing(parts));
    const words = ["--no-flush-bytecode", "--snapshot-blob", blob, "--build-snapshot", parts.script];
    await promisify(execFile)(process.execPath, words, {
      env: { ...process.env, TZ: "UTC", NODE_OPTIONS: "" },
      maxBuffer: 64 * 1024 * 1024,
    }).catch((error: Error) => {
      // Node prints the whole line that failed, and the program has few lines.
      throw new Error(/^\w*Error: .*$/m.exec(error.message)?.[0] ?? error.message.split("\n")[0]);
    });
  } finally {
    rmSync(parts.script, { force: true });
  }
  const whole = readFileSync(blob);
  const smaller = leaveOutCodeCache(whole);
  writeFileSync(blob, smaller);
  return smaller.length < whole.length;
}

/** The script of the process to be frozen. A function in a script would live as long as the script. */
const freezing = ({ program, recorded, programUrl }: FrozenParts): string => `(async () => {
  const { readFileSync } = require("node:fs");
  const { deserialize, startupSnapshot } = require("node:v8");
  const { compileFunction } = process.getBuiltinModule("node:vm");
  const url = ${JSON.stringify(programUrl)};
  let program = compileFunction(readFileSync(${JSON.stringify(program)}, "latin1"), ["programUrl"], { filename: "frozen-program" });
  const rehearsals = deserialize(readFileSync(${JSON.stringify(recorded)}));
  const rehearsed = program(url);
  await rehearsed.rehearseAll(rehearsals);
  const kept = program(url);
  program = undefined;
  await kept.loadAll(rehearsals, rehearsed.knownDigests);
  startupSnapshot.setDeserializeMainFunction(kept.start);
})();
`;
