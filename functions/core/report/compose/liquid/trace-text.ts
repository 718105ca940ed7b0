import { Token, type Context, type Emitter, type Template } from "liquidjs";
import { readsOf } from "./liquid-run.ts";
import type { SourceMap } from "./source-map.ts";

/** Most characters that one text may print. */
const outputLimit = 2_000_000;

/**
 * Collects what Liquid prints, with its place in the template's files. Liquid itself limits time and memory; this limit
 * on the output is reached at the same place on every machine.
 */
export class TracingEmitter implements Emitter {
  buffer = "";
  readonly sourceMap: SourceMap;

  constructor(sourceMap: SourceMap) {
    this.sourceMap = sourceMap;
  }

  write(text: unknown): void {
    this.buffer += String(text ?? "");
    if (this.buffer.length > outputLimit) throw new RangeError(`output limit exceeded: ${outputLimit} characters`);
  }
}

/** LiquidJS's token of a plain text, which its types do not export. */
export type TextToken = Token & { readonly trimLeft: number; readonly trimRight: number };

/** A plain text within a parsed one, which reports its place to a `TracingEmitter`. It is its own token. */
export class TracedText extends Token implements Template {
  /** Offsets in `input` between which it is printed, since `{%-` removes blanks. */
  readonly from: number;
  readonly to: number;

  constructor({ kind, input, begin, end, file, trimLeft, trimRight }: TextToken) {
    super(kind, input, begin, end, file);
    this.from = begin + trimLeft;
    this.to = end - trimRight;
  }

  get token(): Token {
    return this;
  }

  /** As in LiquidJS's token: a tag reads the name of a partial from it. */
  getContent(): string {
    return this.input.slice(this.from, this.to);
  }

  render(context: Context, emitter: Emitter): void {
    const { file, input, from } = this;
    if (emitter instanceof TracingEmitter && file !== undefined) {
      const deciding = readsOf(context)?.conditions() ?? [];
      const chunk = { at: emitter.buffer.length, file, input, from };
      emitter.sourceMap.add(deciding.length === 0 ? chunk : { ...chunk, deciding });
    }
    emitter.write(this.getContent());
  }
}
