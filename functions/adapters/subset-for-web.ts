import { readFile } from "node:fs/promises";
import type { SubsetFont } from "../core/ports.ts";
import { harfBuzzPath } from "./package-files.ts";

/** What HarfBuzz's library of subsets offers (hb-subset.h); addresses are numbers. */
interface Library {
  readonly memory: { readonly buffer: ArrayBuffer };
  malloc(bytes: number): number;
  free(address: number): void;
  hb_blob_create(data: number, length: number, mode: number, user: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_destroy(face: number): void;
  hb_face_reference_blob(face: number): number;
  hb_set_add(set: number, value: number): void;
  hb_set_del(set: number, value: number): void;
  hb_set_clear(set: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_unicode_set(input: number): number;
  hb_subset_input_set(input: number, kind: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_or_fail(face: number, input: number): number;
  _initialize(): void;
}

/** Numbers in HarfBuzz's headers: kinds of sets, flags, and a memory that may be written to. */
const sets = { names: 4, features: 6 } as const;
const [withoutHints, writable] = [1, 2] as const;
/** What the licence asks to keep: copyright, trademark, licence and its address (OpenType, `name`). */
const keptNames = [0, 7, 13, 14];

/** Node's WebAssembly, of which its types know nothing. */
const { WebAssembly: assembly } = globalThis as unknown as {
  readonly WebAssembly: {
    compile(bytes: Uint8Array): Promise<object>;
    instantiate(module: object): Promise<{ readonly exports: unknown }>;
  };
};

/** Compiled once; each subset has a memory of its own, which WebAssembly never gives back otherwise. */
let compiled: Promise<object> | undefined;

/**
 * Makes a font of some characters of another by HarfBuzz: with all glyphs into which its substitutions may turn them,
 * and what places these.
 */
export const subsetForWeb: SubsetFont = async (font, { characters, added, removed }) => {
  const module = await (compiled ??= readFile(harfBuzzPath()).then((bytes) => assembly.compile(bytes)));
  const library = (await assembly.instantiate(module)).exports as Library;
  library._initialize();
  const address = library.malloc(font.byteLength);
  new Uint8Array(library.memory.buffer).set(font, address);
  const face = library.hb_face_create(library.hb_blob_create(address, font.byteLength, writable, 0, 0), 0);
  const input = library.hb_subset_input_create_or_fail();
  const wanted = library.hb_subset_input_unicode_set(input);
  for (const character of characters) library.hb_set_add(wanted, character);
  const features = library.hb_subset_input_set(input, sets.features);
  for (const feature of added) library.hb_set_add(features, tagOf(feature));
  for (const feature of removed) library.hb_set_del(features, tagOf(feature));
  const names = library.hb_subset_input_set(input, sets.names);
  library.hb_set_clear(names);
  for (const name of keptNames) library.hb_set_add(names, name);
  library.hb_subset_input_set_flags(input, withoutHints);
  const made = library.hb_subset_or_fail(face, input);
  if (made === 0) throw new Error("HarfBuzz made no subset");
  const blob = library.hb_face_reference_blob(made);
  const [at, length] = [library.hb_blob_get_data(blob, 0), library.hb_blob_get_length(blob)];
  return new Uint8Array(library.memory.buffer).slice(at, at + length);
};

function tagOf(feature: string): number {
  return Buffer.from(feature, "latin1").readUInt32BE(0);
}
