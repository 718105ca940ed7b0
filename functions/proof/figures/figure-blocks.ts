import type { TextBlock } from "../../core/report/rendition/compare/text-block.ts";
import { htmlBlocks } from "../html/html-blocks.ts";
import { notOurs, readPackage } from "../xlsx/read-package.ts";

/** First bytes of a PNG file, and where its width is. */
const png = { begin: "89504e470d0a1a0a", width: 16 };

/**
 * The lines of the files of figures in their order, for `compareRendition`: the name of each, and what its drawing
 * says.
 *
 * @throws BroadsheetError `invalid-request` if they are not as Broadsheet writes them
 */
export function figureBlocks(file: Uint8Array): TextBlock[] {
  const parts = readPackage(file);
  const drawings = parts.paths.filter((path) => path.endsWith(".svg"));
  for (const path of parts.paths) if (!/^manifest\.json$|\.(?:svg|png)$/.test(path)) throw notOurs(`it has ${path}`);
  return drawings.flatMap((path) => {
    const name = path.replace(/\.svg$/, "");
    const image = Buffer.from(parts.bytes(`${name}.png`) ?? []);
    if (
      image.length < png.width + 4 ||
      image.subarray(0, 8).toString("hex") !== png.begin ||
      image.readUInt32BE(png.width) === 0
    )
      throw notOurs(`${name}.png is no picture`);
    const svg = Buffer.from(parts.bytes(path)!).toString("utf8");
    return [{ kind: "file", text: nameOf(name) }, ...htmlBlocks(svg)];
  });
}

function nameOf(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw notOurs(`it has ${path}.svg`);
  }
}
