import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A static font with PostScript outlines: Source Code Pro. */
export const postScriptFont = readFileSync(
  join(import.meta.dirname, "../../../../node_modules/source-code-pro/OTF/SourceCodePro-Regular.otf"),
);

/** Builds an OpenType font file of tables, without checksums. */
export function openTypeFont(tables: ReadonlyMap<string, Uint8Array>): Buffer {
  const directory = Buffer.alloc(12 + tables.size * 16);
  directory.write("OTTO", "latin1");
  directory.writeUInt16BE(tables.size, 4);
  const bodies: Uint8Array[] = [];
  let offset = directory.length;
  [...tables].forEach(([tag, body], i) => {
    directory.write(tag, 12 + i * 16, "latin1");
    directory.writeUInt32BE(offset, 20 + i * 16);
    directory.writeUInt32BE(body.length, 24 + i * 16);
    bodies.push(body);
    offset += body.length;
  });
  return Buffer.concat([directory, ...bodies]);
}
