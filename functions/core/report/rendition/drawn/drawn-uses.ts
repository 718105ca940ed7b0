import { sha256 } from "../../../json/canonical-json.ts";
import type { RasterImage } from "../../../drawing.ts";
import type { Face } from "../../fonts/face.ts";
import { imageUrl } from "../svg/svg-image.ts";
import type { DrawnFaces } from "./drawn.ts";

const names = new WeakMap<Face, string>();
const outlines = new WeakMap<Face, Map<number, string>>();
const keys = new WeakMap<Uint8Array, string>();

/** The glyphs and images that paints name. */
export class DrawnUses {
  readonly #glyphs = new Map<Face, Set<number>>();
  /** Key → `data:` URL. */
  readonly #images = new Map<string, () => string>();

  /** Takes note of glyphs. @returns the name of their face */
  face(face: Face, ids: Iterable<number>): string {
    const known = this.#glyphs.get(face) ?? new Set<number>();
    this.#glyphs.set(face, known);
    for (const id of ids) known.add(id);
    return nameOf(face);
  }

  /** Takes note of an image. @returns its key */
  image(image: RasterImage): string {
    let key = keys.get(image.bytes);
    if (key === undefined) keys.set(image.bytes, (key = sha256(image.bytes)));
    const name = `${image.format} ${image.width} ${key}`;
    this.#images.set(name, () => imageUrl(image));
    return name;
  }

  /** Takes note of all that others use. */
  add(others: DrawnUses): void {
    for (const [face, ids] of others.#glyphs) this.face(face, ids);
    for (const [key, url] of others.#images) this.#images.set(key, url);
  }

  /** The outlines that are used, but for those that are known. @param isKnown of a face's name and a glyph's id */
  faces(isKnown: (face: string, id: number) => boolean): DrawnFaces {
    const faces: Record<string, { em: number; glyphs: Record<number, string> }> = {};
    for (const [face, ids] of this.#glyphs) {
      const name = nameOf(face);
      for (const id of ids) {
        if (isKnown(name, id)) continue;
        faces[name] ??= { em: 1000 / face.scale, glyphs: {} };
        faces[name].glyphs[id] = outlineOf(face, id);
      }
    }
    return faces;
  }

  /** The images that are used, but for those that are known, as `data:` URLs. */
  images(isKnown: (key: string) => boolean): Record<string, string> {
    return Object.fromEntries([...this.#images].flatMap(([key, url]) => (isKnown(key) ? [] : [[key, url()]])));
  }
}

/** A template's own font may have the place of a shipped one, and change while it is edited. */
function nameOf(face: Face): string {
  let name = names.get(face);
  if (name === undefined)
    names.set(face, (name = face.file.path === undefined ? face.key : `${face.key} ${face.file.digest()}`));
  return name;
}

const letters = { moveTo: "M", lineTo: "L", quadraticCurveTo: "Q", bezierCurveTo: "C", closePath: "Z" } as const;

/** The outline of a glyph as SVG path data in font units. */
function outlineOf(face: Face, id: number): string {
  let known = outlines.get(face);
  if (known === undefined) outlines.set(face, (known = new Map()));
  let outline = known.get(id);
  if (outline === undefined) {
    const { commands } = face.font.getGlyph(id).path;
    outline = commands
      .map(({ command, args }) => `${letters[command]}${args.map((value) => Math.round(value * 100) / 100).join(" ")}`)
      .join("");
    known.set(id, outline);
  }
  return outline;
}
