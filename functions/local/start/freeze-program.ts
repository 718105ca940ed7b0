import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serialize } from "node:v8";
import type { BuildOptions, build, Metafile } from "esbuild";
import { bundleFrozen } from "./bundle-frozen.ts";
import { frozenFile, programsFolder } from "../../program/program-url.ts";
import { recordRehearsals } from "./rehearsal.ts";
import { writeSnapshot } from "./write-snapshot.ts";

/**
 * Freezes the program of `broadsheet render`: writes a V8 start-up snapshot with all modules loaded and a report's
 * functions compiled. A process reads it in a third of the time that loading the modules takes.
 *
 * The program is one function, called twice in the process to be frozen. The first call's modules rehearse reports that
 * were recorded here (DuckDB is native code and cannot be frozen), and are discarded with their state. The second
 * call's modules are kept, with the shipped templates parsed, and share the compiled code. The function itself is
 * released before the snapshot is written, and with it the code that modules run only once, while loading.
 *
 * @param options those of the bundles
 * @param folder the bundles' folder, where the snapshot is written
 * @returns what it was built from
 * @throws Error if it cannot be frozen
 */
export async function freezeProgram(bundle: typeof build, options: BuildOptions, folder: string): Promise<Metafile> {
  const [program, script, recorded] = ["frozen-program.js", "freeze.cjs", "rehearsals.bin"].map((file) =>
    join(folder, file),
  ) as [string, string, string];
  try {
    const rehearsals = await recordRehearsals();
    writeFileSync(recorded, serialize(rehearsals));
    const metafile = await bundleFrozen(bundle, options, program, rehearsals);
    // As if it were beside the bundles, where `projectRoot` is two levels up.
    const programUrl = new URL("frozen-program.cjs", programsFolder).href;
    if (!(await writeSnapshot({ program, recorded, programUrl, script }, join(folder, frozenFile))))
      process.stdout.write("Node's code cache was not found in the snapshot: cold renders take 4 MB more\n");
    return metafile;
  } finally {
    for (const file of [program, recorded]) rmSync(file, { force: true });
  }
}
