import type { HostileKinds } from "./hostile-file.ts";
import { hostileParquets } from "./hostile-parquets.ts";
import { hostileTexts } from "./hostile-texts.ts";
import { hostileWorkbooks } from "./hostile-workbooks.ts";

/** Small files of every format that should be expensive to read. */
export const hostileFiles: HostileKinds = { ...hostileTexts, ...hostileWorkbooks, ...hostileParquets };
