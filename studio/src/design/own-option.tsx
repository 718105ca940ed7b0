import { apart } from "../words/shown-text.ts";

interface OwnOptionProps {
  readonly value: string;
  readonly children: string;
}

/** A choice whose text is of people: an option holds no elements, so signs of Unicode set it apart, not `<bdi>`. */
export function OwnOption({ value, children }: OwnOptionProps) {
  return <option value={value}>{apart(children)}</option>;
}
