/**
 * Decodes LZW (ISO 32000-1, 7.4.4.2).
 *
 * @param earlyChange 1: the code length grows one code early
 * @param largest size at which to stop, bytes
 */
export function decodeLzw(data: Uint8Array, earlyChange: number, largest: number): Uint8Array {
  let table: Uint8Array[] = [];
  const reset = (): void => {
    table = Array.from({ length: 258 }, (_, code) => Uint8Array.of(code < 256 ? code : 0));
  };
  reset();
  const parts: Uint8Array[] = [];
  let size = 0;
  let bits = 0;
  let held = 0;
  let width = 9;
  let last: Uint8Array | undefined;
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xff_ff_ff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === 257 || size > largest) break;
    if (code === 256) {
      reset();
      width = 9;
      last = undefined;
      continue;
    }
    const known = table[code];
    if (known === undefined && last === undefined) break;
    const entry: Uint8Array = known ?? Buffer.concat([last!, last!.subarray(0, 1)]);
    if (last !== undefined) table.push(Buffer.concat([last, entry.subarray(0, 1)]));
    parts.push(entry);
    size += entry.length;
    last = entry;
    const next = table.length + earlyChange;
    width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
  }
  return Buffer.concat(parts);
}
