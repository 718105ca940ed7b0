import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import type { World } from "../../../../functions/core/report/generate-report.ts";
import { keepSessions } from "../../../../functions/core/report/query/session/keep-sessions.ts";
import type { TemplateFiles } from "../../../../functions/core/report/template/template.ts";
import { openFiles } from "../../../../functions/local/diff/open-side.ts";
import type { Case, Made, Side } from "../../../../functions/local/diff/side.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { OverlayStore } from "../../../../functions/render/preview/overlay-store.ts";
import { readTemplateFolder } from "../../../../functions/seed/read-template-folder.ts";
import { shippedFolders } from "../../../../functions/seed/template-folders.ts";

/** A shipped template and the reports that it makes, in each of its cases. */
export interface Original {
  readonly name: string;
  readonly files: TemplateFiles;
  readonly side: Side;
  readonly made: readonly (readonly [Case, Made])[];
  /** Opens other files under the same name. What they store goes with them; loaded datasets stay. */
  open(files: TemplateFiles): Promise<Side>;
}

/** Renders every case of every shipped template. */
export async function openOriginals(): Promise<Original[]> {
  const originals: Original[] = [];
  for (const [name, folder] of shippedFolders) originals.push(await openOriginal(name, readTemplateFolder(folder)));
  return originals;
}

async function openOriginal(name: string, files: TemplateFiles): Promise<Original> {
  const world: World = { ...createWorld(new MemoryObjectStore()), sessions: keepSessions() };
  const side = await openFiles(name, files, name, world);
  const made: (readonly [Case, Made])[] = [];
  for (const wanted of side.cases) made.push([wanted, await side.make(wanted)]);
  return {
    name,
    files,
    side,
    made,
    open: (mutated) => openFiles("mutant", mutated, name, { ...world, store: new OverlayStore(world.store) }),
  };
}
