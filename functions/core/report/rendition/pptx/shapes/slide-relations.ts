import type { Relationship } from "../../ooxml/write-package.ts";

/** The relationships of a slide to other parts and to addresses. */
export class SlideRelations {
  readonly list: Relationship[] = [];
  readonly #links = new Map<object, string>();

  /** The id of a new relationship to a target. */
  to(type: string, target: string, external = false): string {
    const id = `rId${this.list.length + 1}`;
    this.list.push({ id, type, target, ...(external && { external }) });
    return id;
  }

  /** The id of the relationship of a link, one for each: two links to an address stay two. */
  toLink(link: { readonly url: string }): string {
    const known = this.#links.get(link);
    const id = known ?? this.to("hyperlink", link.url, true);
    this.#links.set(link, id);
    return id;
  }
}
