import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { serialize } from "node:v8";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { reportPage } from "./chart-page.ts";
import { composeFlagship, openFlagshipWorld } from "./flagship.ts";

const [folder = "", store = "", count = "0"] = process.argv.slice(2);
const world = await openFlagshipWorld(await FileObjectStore.open(store));
for (let iteration = 0; iteration < Number(count); iteration += 1) {
  const composed = await composeFlagship(world, iteration);
  await writeFile(join(folder, `page-${iteration}.json`), JSON.stringify(reportPage(composed)));
  await writeFile(join(folder, `page-${iteration}.document`), serialize(composed.document));
  await writeFile(join(folder, `page-${iteration}.tables`), serialize(composed.tables));
}
