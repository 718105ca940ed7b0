import type { UsedText } from "./check-messages.ts";

/** The possible values of a name in a text: literal texts of the template, or anything (undefined). */
export type NamedValues = ReadonlyMap<string, ReadonlySet<string> | undefined>;

/**
 * The names that a template's texts define themselves, by file: with `assign`, `capture`, `for`, and with the arguments
 * of `render` and `include`; a partial of `include` also sees the names of its caller (`handed`). A name that only ever
 * gets texts in quotation marks has those as its values.
 */
export function knownValues(texts: readonly UsedText[]): {
  readonly values: ReadonlyMap<string, NamedValues>;
  readonly handed: ReadonlyMap<string, ReadonlySet<string>>;
} {
  const handedOn = new Map(texts.map(({ file }) => [file, new Set<string>()]));
  const found = new Map(texts.map(({ file }) => [file, new Map<string, Set<string> | undefined>()]));
  const add = (file: string, name: string, value: string | undefined): boolean => {
    const names = found.get(file);
    if (
      names === undefined ||
      (names.has(name) && (names.get(name) === undefined || (value !== undefined && names.get(name)!.has(value))))
    )
      return false;
    names.set(name, value === undefined ? undefined : (names.get(name) ?? new Set()).add(value));
    return true;
  };
  for (const { file, text } of texts) {
    for (const [, name = "", value] of text.matchAll(/\{%-?\s*assign\s+([\w-]+)\s*=\s*(.*?)\s*-?%\}/gs))
      add(file, name, literal(value));
    for (const [, name = ""] of text.matchAll(/\{%-?\s*(?:capture|for|tablerow)\s+([\w-]+)/g))
      add(file, name, undefined);
    // The tags inside `liquid` have no braces and one line each.
    for (const [, lines = ""] of text.matchAll(/\{%-?\s*liquid\b(.*?)%\}/gs))
      for (const [, name = ""] of lines.matchAll(/^\s*(?:assign|capture|for)\s+([\w-]+)/gm)) add(file, name, undefined);
  }
  const calls = texts.flatMap(({ file, text }) =>
    [...text.matchAll(/\{%-?\s*(render|include)\s+["']([^"']+)["'](.*?)-?%\}/gs)].map(
      ([, kind, partial = "", handed = ""]) => ({ file, kind, partial, handed }),
    ),
  );
  const give = (file: string, name: string, value: string | undefined): boolean => {
    handedOn.get(file)?.add(name);
    return add(file, name, value);
  };
  // Names are passed on through partials of partials.
  for (let changed = true; changed;) {
    changed = false;
    for (const { file, kind, partial, handed } of calls) {
      for (const [, name = "", value] of handed.matchAll(/([\w-]+)\s*:\s*("[^"]*"|'[^']*'|[^\s,]+)/g))
        changed = give(partial, name, literal(value)) || changed;
      for (const [, name = ""] of handed.matchAll(/\bas\s+([\w-]+)/g))
        changed = give(partial, name, undefined) || changed;
      if (/\bfor\b/.test(handed)) changed = give(partial, "forloop", undefined) || changed;
      if (kind !== "include") continue;
      for (const [name, values] of found.get(file) ?? [])
        for (const value of values ?? [undefined]) changed = give(partial, name, value) || changed;
    }
  }
  return { values: found, handed: handedOn };
}

function literal(written: string | undefined): string | undefined {
  return /^(["'])([^"']*)\1$/.exec(written ?? "")?.[2];
}

/**
 * The possible values of an attribute from Liquid: the branches of an `if` or `case` around all of it, or the values of
 * a name.
 *
 * @returns undefined if they are known only when a report is rendered
 */
export function possibleTexts(written: string, names: NamedValues): readonly string[] | undefined {
  const name = /^\s*\{\{-?\s*([\w-]+)\s*-?\}\}\s*$/.exec(written)?.[1];
  if (name !== undefined) return names.get(name) === undefined ? undefined : [...names.get(name)!];
  if (
    written.includes("{{") ||
    !/^\s*\{%-?\s*(if|unless|case)\b.*\{%-?\s*end(if|unless|case)\s*-?%\}\s*$/s.test(written)
  )
    return undefined;
  return written
    .split(/\{%.*?%\}/s)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
