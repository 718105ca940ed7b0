/** Whether a text ends inside the quotation marks of an attribute. */
export function inAttribute(text: string): boolean {
  const start = text.lastIndexOf("\n::");
  const directive = text.slice(Math.max(0, start));
  return (
    /^\n?:{2,}[a-z-]+(?:\[[^\]]*\])?\{/.test(directive) &&
    /^[^"'}]*(?:(["'])(?:(?!\1)[^])*\1[^"'}]*)*(["'])(?:(?!\2)[^])*$/.test(directive.slice(directive.indexOf("{") + 1))
  );
}
