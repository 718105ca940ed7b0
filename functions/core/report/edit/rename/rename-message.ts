import type { LeftPlace } from "../change.ts";
import type { Patch } from "../edit.ts";
import { liquidMessages } from "../source/liquid-uses.ts";
import { liquidTexts, patchIn } from "./rename-in-liquid.ts";
import {
  noName,
  placeIn,
  replaced,
  takenName,
  type Texts,
  unclear,
  unknownName,
  unreadable,
  valuesOf,
} from "./uses.ts";

const messagesFile = /^messages\/[^/]+\.ya?ml$/;

/**
 * The patches that give a message another key, in all languages and wherever it is used; and the places that take a key
 * of which nothing is known before a report is made, which are left.
 *
 * @throws BroadsheetError `not-found` for a message that is not there, `invalid-request` for a key that cannot be one,
 *   `conflict` for one that is taken, and where a key that is put together may be this one
 */
export function renameMessage(
  texts: Texts,
  from: string,
  to: string,
): { readonly patches: readonly Patch[]; readonly left: readonly LeftPlace[] } {
  const files = Object.entries(texts).filter(([file]) => messagesFile.test(file));
  const keys = files.flatMap(([file, text]) =>
    valuesOf(file, text)
      .filter(({ isKey }) => isKey)
      .map((key) => ({ file, text, key, joined: key.path.join(".") })),
  );
  const named = keys.filter(({ joined }) => joined === from);
  // A key that holds others is no message.
  const isGroup = keys.some(({ joined }) => joined.startsWith(`${from}.`));
  const leaves = keys
    .map(({ joined }) => joined)
    .filter((joined, _, all) => !all.some((other) => other.startsWith(`${joined}.`)));
  if (named.length === 0 || isGroup) throw unknownName("message", from, [...new Set(leaves)]);
  if (!/^\w[\w-]*(?:\.\w[\w-]*)*$/.test(to) || to.length > 100)
    throw noName(to, "letters, digits, hyphens and underscores, with points between the parts");
  const taken = keys.find(
    ({ joined }) => joined === to || (to.startsWith(`${joined}.`) && joined !== from && leaves.includes(joined)),
  );
  if (taken !== undefined) throw takenName(taken.joined, "another message");
  const left: LeftPlace[] = [];
  const patches = [
    ...named.map(({ file, text, key }) => {
      const above = key.path
        .slice(0, -1)
        .map((part) => `${part}.`)
        .join("");
      const rest = to.slice(above.length);
      if (!to.startsWith(above) || /^(?:true|false|null|yes|no|on|off|[\d.]+)$/i.test(rest))
        throw unclear(file, text, key.at, from, `it stands under "${above.slice(0, -1)}", and "${to}" would not`);
      return replaced(file, key.at, key.value, rest);
    }),
    ...renameInTexts(texts, from, to, left),
  ];
  return { patches, left };
}

/** @param left gets the places whose key may be any */
function renameInTexts(texts: Texts, from: string, to: string, left: LeftPlace[]): Patch[] {
  return liquidTexts(texts).flatMap((text) => {
    const messages = liquidMessages(text.text, text.file);
    if (messages === undefined) throw unreadable(text.file);
    return messages.flatMap(({ key, ends: [start, end], at }): Patch[] => {
      if (key !== undefined) return key === from ? [patchIn(text, at, from, to)] : [];
      const offset = text.offsetOf(at) ?? text.at;
      if (start === "" && end === "") left.push(placeIn(text.file, text.source, offset));
      else if (from.length >= Math.max(start.length, end.length) && from.startsWith(start) && from.endsWith(end))
        throw unclear(
          text.file,
          text.source,
          offset,
          "| t",
          `the key of this message ${start === "" ? `ends with "${end}"` : `begins with "${start}"`}, so it may be "${from}"`,
        );
      return [];
    });
  });
}
