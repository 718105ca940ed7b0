/** A charstring's place among the bytes of its program. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What Type 2 charstrings of one font share. */
export interface Type2Context {
  readonly data: DataView;
  /** Subroutines of the font, and of all fonts of the program. */
  readonly local: readonly Span[];
  readonly global: readonly Span[];
  /** Width of glyphs that state none, and what the stated ones are added to. */
  readonly usual: number;
  readonly nominal: number;
}

const deepestCall = 10;

/**
 * The advance width that a Type 2 charstring states (Adobe Technical Note 5177, 3.1): the number before the operands of
 * the first operator that clears the stack.
 *
 * @returns `undefined` if the charstring computes it, or is damaged
 * @throws RangeError for a charstring that ends too early
 */
export function type2Width(context: Type2Context, charstring: Span): number | undefined {
  const stack: number[] = [];
  const result = run(context, charstring, stack, 0);
  return typeof result === "number" ? result : undefined;
}

/** @returns the width; "on" after a subroutine; `undefined` if the width cannot be known */
function run(
  { data, ...context }: Type2Context,
  { start, end }: Span,
  stack: number[],
  depth: number,
): number | "on" | undefined {
  const stated = (given: boolean): number => (given ? context.nominal + stack[0]! : context.usual);
  for (let at = start; at < end;) {
    const byte = data.getUint8(at++);
    if (byte >= 32 || byte === 28) {
      at += pushNumber(data, at, byte, stack);
      continue;
    }
    switch (byte) {
      case 1:
      case 3:
      case 18:
      case 19:
      case 20:
      case 23:
        return stated(stack.length % 2 === 1);
      case 21:
        return stated(stack.length > 2);
      case 4:
      case 22:
        return stated(stack.length > 1);
      case 14:
        return stated(stack.length === 1 || stack.length === 5);
      case 10:
      case 29: {
        const subroutines = byte === 10 ? context.local : context.global;
        const bias = subroutines.length < 1_240 ? 107 : subroutines.length < 33_900 ? 1_131 : 32_768;
        const called = subroutines[(stack.pop() ?? Number.NaN) + bias];
        if (called === undefined || depth > deepestCall) return undefined;
        const result = run({ data, ...context }, called, stack, depth + 1);
        if (result !== "on") return result;
        break;
      }
      case 11:
        return "on";
      default:
        return undefined;
    }
  }
  return "on";
}

/** @returns the bytes read after the first */
function pushNumber(data: DataView, at: number, byte: number, stack: number[]): number {
  if (byte === 28) stack.push(data.getInt16(at));
  else if (byte === 255) stack.push(data.getInt32(at) / 65_536);
  else if (byte <= 246) stack.push(byte - 139);
  else if (byte <= 250) stack.push((byte - 247) * 256 + data.getUint8(at) + 108);
  else stack.push(-(byte - 251) * 256 - data.getUint8(at) - 108);
  return byte === 28 ? 2 : byte === 255 ? 4 : byte <= 246 ? 0 : 1;
}

/**
 * The advance width that a decrypted Type 1 charstring states by hsbw or sbw, its first operator (Adobe Type 1 Font
 * Format, 6.4).
 *
 * @returns `undefined` if it states none
 */
export function type1Width(bytes: Uint8Array): number | undefined {
  const stack: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at++]!;
    if (byte >= 251 && byte < 255) stack.push(-(byte - 251) * 256 - (bytes[at++] ?? 0) - 108);
    else if (byte >= 247 && byte < 251) stack.push((byte - 247) * 256 + (bytes[at++] ?? 0) + 108);
    else if (byte >= 32 && byte < 247) stack.push(byte - 139);
    else if (byte === 255) {
      stack.push(
        Buffer.from(bytes.subarray(at, at + 4)).length === 4
          ? Buffer.from(bytes.subarray(at, at + 4)).readInt32BE()
          : Number.NaN,
      );
      at += 4;
    } else if (byte === 13) return stack.at(-1);
    else if (byte === 12 && bytes[at] === 7) return stack.at(-2);
    else if (byte === 12 && bytes[at] === 12) {
      const [over, under] = [stack.at(-2) ?? Number.NaN, stack.at(-1) ?? Number.NaN];
      stack.splice(-2, 2, over / under);
      at++;
    } else return undefined;
  }
  return undefined;
}
