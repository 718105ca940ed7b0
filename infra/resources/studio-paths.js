/**
 * CloudFront Function before the studio's files (JavaScript runtime 2.0): the bare address leads to the studio, and an
 * address of the studio that is no file is one of its pages. The reference of the API is a page of its own.
 *
 * @param {{ request: { uri: string } }} event
 */
// oxlint-disable-next-line no-unused-vars -- CloudFront calls it
function handler(event) {
  const request = event.request;
  if (request.uri === "/" || request.uri === "/studio")
    return { statusCode: 302, statusDescription: "Found", headers: { location: { value: "/studio/" } } };
  if (request.uri === "/docs")
    return { statusCode: 302, statusDescription: "Found", headers: { location: { value: "/studio/reference/" } } };
  if (request.uri === "/studio/reference/") request.uri = "/studio/reference/index.html";
  if (!/\/[^/]+\.[a-z0-9]+$/.test(request.uri)) request.uri = "/studio/index.html";
  return request;
}
