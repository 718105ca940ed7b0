import type { Meaning, StructureElement, StructureRole } from "./page.ts";

type Attributes = Omit<StructureElement, "index" | "role" | "parent">;

/** Collects structure elements while blocks are set. */
export interface Structure {
  /** Index 0 is the Document element. */
  readonly elements: readonly StructureElement[];
  /** Adds a child to `parent`; under an artifact it adds nothing and returns the artifact. */
  add<M extends Meaning>(role: StructureRole, parent: M, attributes?: Attributes): M;
  /** Takes back the elements from an index on, which nothing drawn may mean. */
  takeBack(from: number): void;
}

/** @param lang BCP 47 tag of the document */
export function createStructure(lang: string): Structure {
  const elements: StructureElement[] = [{ index: 0, role: "Document", lang }];
  return {
    elements,
    add(role, parent, attributes = {}) {
      if (typeof parent === "string") return parent;
      const index = elements.length;
      elements.push({ index, role, parent: parent as number, ...attributes });
      return index as typeof parent;
    },
    takeBack(from) {
      elements.length = from;
    },
  };
}
