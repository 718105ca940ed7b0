/**
 * A shell command that makes a report and saves its PDF.
 *
 * @param token whether the server requires one; the reader puts it in place of TOKEN
 */
export function curlCommand(origin: string, request: { readonly template: string }, token: boolean): string {
  const body = JSON.stringify(request).replaceAll("'", String.raw`'\''`);
  const authorization = token ? " -H 'authorization: Bearer TOKEN'" : "";
  return `curl -sSf ${origin}/reports${authorization} -H 'accept: application/pdf' -H 'content-type: application/json' -d '${body}' -o ${request.template}.pdf`;
}
