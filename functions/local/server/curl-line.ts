/**
 * The command that renders a PDF.
 *
 * @param token whether the service requires one
 */
export function curlLine(origin: string, template: string, token: boolean): string {
  const body = JSON.stringify({ template });
  const authorization = token ? " -H 'authorization: Bearer TOKEN'" : "";
  return `curl -sSf ${origin}/reports${authorization} -H 'accept: application/pdf' -H 'content-type: application/json' -d '${body}' -o ${template}.pdf`;
}
