import type { PdfReader } from "../../reader/pdf-reader.ts";
import { isArray, PdfName, type PdfDictionary, type PdfItem } from "../../reader/pdf-syntax.ts";
import type { Findings } from "../findings.ts";
import { standardNamespaces, standardTypes, typesOfPdf2 } from "./structure-types.ts";

/** The standard type that a type is mapped to, with its namespace; for a type that is not, itself without one. */
export interface StandardType {
  readonly type: string;
  readonly namespace: string | undefined;
}

/** A type in a namespace; without a dictionary in that of PDF 1.7. */
interface Role {
  readonly role: string;
  readonly namespace: PdfDictionary | undefined;
}

/**
 * Follows role maps to a standard type: that of the tree for elements without a namespace (ISO 32000-1, 14.8.4.1), else
 * that of the namespace (ISO 32000-2, 14.8.6.3).
 *
 * @param root the root of the structure tree
 */
export function roleMapper(
  reader: PdfReader,
  root: PdfDictionary,
  findings: Findings,
): (element: PdfDictionary, object: number | undefined) => StandardType {
  const maps = new RoleMaps(reader, root, findings);
  return (element, object) => maps.typeOf(element, object);
}

class RoleMaps {
  readonly #reader: PdfReader;
  readonly #findings: Findings;
  readonly #roles: PdfDictionary;
  /** By namespace and role. */
  readonly #known = new Map<PdfDictionary | undefined, Map<string, StandardType>>();

  constructor(reader: PdfReader, root: PdfDictionary, findings: Findings) {
    this.#reader = reader;
    this.#findings = findings;
    this.#roles = reader.dictionary(root.get("RoleMap"));
    for (const role of this.#roles.keys()) {
      if (standardTypes.has(role) && reader.name(this.#roles.get(role)) !== role)
        findings.add("standard-type-mapped", role);
      if (this.#goesInCircle({ role, namespace: undefined })) findings.add("circular-role-map", role);
    }
    for (const item of reader.list(root.get("Namespaces"))) this.#checkNamespace(reader.dictionary(item));
  }

  typeOf(element: PdfDictionary, object: number | undefined): StandardType {
    const role = this.#reader.name(element.get("S")) ?? "";
    const namespace = element.has("NS") ? this.#reader.dictionary(element.get("NS")) : undefined;
    const known = this.#known.get(namespace) ?? new Map<string, StandardType>();
    this.#known.set(namespace, known);
    const before = known.get(role);
    if (before !== undefined) return before;
    const found = this.#follow({ role, namespace });
    if (found.namespace === undefined) this.#findings.add("unknown-type", role === "" ? `object ${object}` : role);
    known.set(role, found);
    return found;
  }

  #follow(from: Role): StandardType {
    const passed = new Set<string>();
    let at = from;
    for (;;) {
      const namespace = this.#standardOf(at);
      if (namespace !== undefined) return { type: at.role, namespace };
      const next = this.#next(at);
      if (next === undefined) return { type: at.role, namespace: undefined };
      const key = this.#keyOf(next);
      // A circle is reported on its own.
      if (passed.has(key)) return { type: next.role, namespace: standardNamespaces.pdf1 };
      passed.add(key);
      at = next;
    }
  }

  /** The namespace of a standard type. */
  #standardOf({ role, namespace }: Role): string | undefined {
    const uri = this.#uriOf(namespace);
    if (uri === standardNamespaces.pdf1) return standardTypes.has(role) ? uri : undefined;
    if (uri === standardNamespaces.pdf2) return typesOfPdf2.has(role) || /^H[1-9]\d*$/.test(role) ? uri : undefined;
    return uri === standardNamespaces.mathml ? uri : undefined;
  }

  #next({ role, namespace }: Role): Role | undefined {
    const map = namespace === undefined ? this.#roles : this.#reader.dictionary(namespace.get("RoleMapNS"));
    return this.#read(map.get(role));
  }

  /** Reads a type that another is mapped to: a name, or in the map of a namespace a name and its namespace. */
  #read(item: PdfItem | undefined): Role | undefined {
    const value = this.#reader.resolve(item);
    if (value instanceof PdfName) return { role: value.name, namespace: undefined };
    if (!isArray(value)) return undefined;
    const role = this.#reader.name(value[0]);
    return role === undefined ? undefined : { role, namespace: this.#reader.dictionary(value[1]) };
  }

  #uriOf(namespace: PdfDictionary | undefined): string {
    return namespace === undefined ? standardNamespaces.pdf1 : (this.#reader.text(namespace.get("NS")) ?? "");
  }

  #keyOf({ role, namespace }: Role): string {
    return `${this.#uriOf(namespace)} ${role}`;
  }

  #checkNamespace(namespace: PdfDictionary): void {
    const uri = this.#uriOf(namespace);
    for (const [role, item] of this.#reader.dictionary(namespace.get("RoleMapNS"))) {
      const next = this.#read(item);
      if (this.#standardOf({ role, namespace }) !== undefined) this.#findings.add("standard-type-mapped", role);
      if (next !== undefined && this.#uriOf(next.namespace) === uri) this.#findings.add("same-namespace-role", role);
      if (this.#goesInCircle({ role, namespace })) this.#findings.add("circular-role-map", role);
    }
  }

  /**
   * Whether a role's mapping is circular, whether or not an element has the role: also a standard type's that is mapped
   * to itself.
   */
  #goesInCircle(role: Role): boolean {
    const passed = new Set([this.#keyOf(role)]);
    for (let next = this.#next(role); next !== undefined; next = this.#next(next)) {
      if (passed.has(this.#keyOf(next))) return true;
      passed.add(this.#keyOf(next));
    }
    return false;
  }
}
