import { sha256 } from "../../json/canonical-json.ts";
import type { CanvasContext, Drawing } from "../../drawing.ts";

/**
 * Draws without a page, and records what is drawn: the words, in order, and a digest of every call and setting. Two
 * drawings with the same digest look the same.
 */
export function recordDrawing(drawing: Drawing): { readonly words: readonly string[]; readonly digest: string } {
  const words: string[] = [];
  const record: string[] = [];
  const note = (name: string, values: readonly unknown[]): void =>
    void record.push(name, JSON.stringify(values, digestBytes));
  const gradient = (name: string, values: readonly unknown[]): object => {
    note(name, values);
    return { addColorStop: (...stop: readonly unknown[]) => note("addColorStop", stop) };
  };
  const settings: Record<string, unknown> = { globalAlpha: 1, lineWidth: 1 };
  const context = new Proxy(settings, {
    get(target, name) {
      if (typeof name === "symbol") return undefined;
      if (Object.hasOwn(target, name)) return target[name];
      return (...values: readonly unknown[]): unknown => {
        if (name === "fillText" || name === "strokeText") words.push(String(values[0]));
        // Widths were measured before; drawing asks for them only to place what it has measured.
        if (name === "measureText") return { width: String(values[0]).length };
        if (name.startsWith("create")) return gradient(name, values);
        note(name, values);
        return undefined;
      };
    },
    set(target, name, value: unknown) {
      target[String(name)] = value;
      note(String(name), [value]);
      return true;
    },
  });
  drawing.draw(context as unknown as CanvasContext);
  return { words, digest: sha256(record.join("\n")) };
}

function digestBytes(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? sha256(value) : value;
}
