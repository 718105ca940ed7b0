import { writeFile } from "node:fs/promises";
import { printSchema } from "./print-schema.ts";

/** `npm run client`: writes the client's types. */
await writeFile(new URL("../../functions/client/schema.ts", import.meta.url), await printSchema());
