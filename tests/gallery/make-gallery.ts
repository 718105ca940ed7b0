import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { looksAlike } from "../servers/looks-alike.ts";
import { listPictures, pictures } from "./list-pictures.ts";
import { takePicture } from "./take-picture.ts";
import { writeGalleryPage } from "./write-gallery-page.ts";

/**
 * Makes the pictures of the documentation and `docs/gallery.md`: `npm run gallery`. `npm run gallery -- bars lines`
 * makes only the named and missing pictures. A picture that looks the same stays as it is; one that no example names is
 * removed.
 */
const wanted = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "broadsheet-gallery-"));
try {
  mkdirSync(pictures, { recursive: true });
  const sections = listPictures();
  const kept = new Set<string>();
  for (const { name, example } of sections.flatMap((section) => section.pictures)) {
    const file = join(pictures, `${name}.png`);
    kept.add(`${name}.png`);
    if (wanted.length > 0 && !wanted.includes(name) && existsSync(file)) continue;
    const picture = await takePicture(example, folder);
    if (existsSync(file) && looksAlike(readFileSync(file), picture)) continue;
    writeFileSync(file, picture);
    process.stdout.write(`docs/pictures/${name}.png\n`);
  }
  for (const other of readdirSync(pictures).filter((name) => name.endsWith(".png") && !kept.has(name))) {
    rmSync(join(pictures, other));
    process.stdout.write(`docs/pictures/${other} removed\n`);
  }
  writeFileSync(join(pictures, "../gallery.md"), writeGalleryPage(sections));
} finally {
  rmSync(folder, { recursive: true });
}
