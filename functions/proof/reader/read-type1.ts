import { type1Width } from "./charstring-width.ts";

/** What the rules need from a Type 1 font program (Adobe Type 1 Font Format). */
export interface Type1 {
  /** Names of the glyphs. */
  readonly names: readonly string[];
  /** Code → name of the glyph in the program's own encoding; `undefined` for StandardEncoding. */
  readonly encoding: ReadonlyMap<number, string> | undefined;
  /** Advance width of a glyph, thousandths of an em; `undefined` if its charstring does not state it plainly. */
  width(name: string): number | undefined;
}

const seed = 55_665;
const charstringSeed = 4_330;

/**
 * Reads a font program.
 *
 * @param clear length of its clear text, bytes (Length1)
 * @returns `undefined` if it has no outlines
 */
export function readType1(bytes: Uint8Array, clear: number): Type1 | undefined {
  const plain = Buffer.from(bytes.subarray(0, clear)).toString("latin1");
  const secret = decrypt(bytes.subarray(clear));
  const at = secret.indexOf("/CharStrings");
  if (at < 0) return undefined;
  const charstrings = new Map<string, Uint8Array>();
  const entry = /\/([^\s/{}[\]()<>%]+)\s+(\d+)\s+(?:RD|-\||\S+)\s/y;
  let position = secret.indexOf("begin", at);
  if (position < 0) return undefined;
  for (position += 5; ;) {
    position = secret.indexOf("/", position);
    if (position < 0) break;
    entry.lastIndex = position;
    const found = entry.exec(secret);
    if (found === null) break;
    position = entry.lastIndex + Number(found[2]);
    charstrings.set(found[1]!, Buffer.from(secret.slice(entry.lastIndex, position), "latin1"));
    if (/^\s*(?:ND|\|-|\S+(?:\s+\S+)?)\s+end\b/.test(secret.slice(position, position + 40))) break;
  }
  if (charstrings.size === 0) return undefined;
  // Bytes at the beginning of each charstring that mean nothing; with -1 it is not encrypted.
  const random = Number(/\/lenIV\s+(-?\d+)/.exec(secret)?.[1] ?? 4);
  const scale = Number(/\/FontMatrix\s*\[\s*([-+.\dE]+)/i.exec(plain)?.[1] ?? 0.001) * 1_000;
  const width = (name: string): number | undefined => {
    const charstring = charstrings.get(name);
    const stated =
      charstring === undefined
        ? undefined
        : type1Width(random < 0 ? charstring : decipher(charstring, charstringSeed).subarray(random));
    return stated === undefined || Number.isNaN(stated) ? undefined : stated * scale;
  };
  return { names: [...charstrings.keys()], encoding: readEncoding(plain), width };
}

function readEncoding(plain: string): ReadonlyMap<number, string> | undefined {
  if (/\/Encoding\s+StandardEncoding\s+def/.test(plain)) return undefined;
  return new Map(
    [...plain.matchAll(/\bdup\s+(\d+)\s*\/(\S+)\s+put\b/g)].map(([, code, name]) => [Number(code), name!]),
  );
}

/** The eexec part (chapter 7), in binary or in hexadecimal digits. */
function decrypt(bytes: Uint8Array): string {
  const digits = /^[0-9a-fA-F\s]{4}/.test(Buffer.from(bytes.subarray(0, 4)).toString("latin1"));
  const cipher = digits ? Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll(/\s/g, ""), "hex") : bytes;
  return decipher(cipher, seed).subarray(4).toString("latin1");
}

function decipher(cipher: Uint8Array, start: number): Buffer {
  let key = start;
  const out = Buffer.alloc(cipher.length);
  for (let i = 0; i < cipher.length; i++) {
    out[i] = cipher[i]! ^ (key >> 8);
    key = ((cipher[i]! + key) * 52_845 + 22_719) & 0xff_ff;
  }
  return out;
}
