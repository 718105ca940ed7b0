import { TokenKind, type Emitter, type Template, type Token } from "liquidjs";
import { evaluateDirectly } from "./evaluate-directly.ts";
import type { SourceMap } from "./source-map.ts";

/** Characters that one text may become. */
const outputLimit = 2_000_000;

/**
 * Collects what Liquid prints, and where in the template's files it was written. Liquid's own limits
 * are of time and memory; this one is reached at the same place on every machine.
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

const traced = new WeakSet<Template>();

/** Makes the plain texts among parsed templates tell a `TracingEmitter` their place, and paths their value at once. Returns them. */
export function traceText(templates: Template[]): Template[] {
  for (const template of templates) {
    if (traced.has(template)) continue;
    traced.add(template);
    evaluateDirectly(template);
    if (template.token.kind === TokenKind.HTML) traceOne(template);
    else if (template.children !== undefined) traceText(childrenOf(template));
  }
  return templates;
}

function traceOne(template: Template): void {
  const token = template.token as Token & { readonly trimLeft: number; getContent(): string };
  const text = token.getContent();
  const from = token.begin + token.trimLeft;
  const { file, input } = token;
  template.render = (_, emitter) => {
    if (emitter instanceof TracingEmitter && file !== undefined) {
      emitter.sourceMap.add({ at: emitter.buffer.length, file, input, from });
    }
    emitter.write(text);
  };
}

/** The parsed templates inside a tag, without the partials that it would load. */
function childrenOf(template: Template): Template[] {
  const steps = template.children?.(false, true);
  let step = steps?.next();
  while (step !== undefined && step.done !== true) step = steps?.next();
  return step?.value ?? [];
}
